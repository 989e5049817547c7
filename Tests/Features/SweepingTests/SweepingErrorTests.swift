import LabModel
import Sweeping
import Testing

@Suite struct SweepingErrorTests {
    @Test(
        arguments: [
            (
                .unreadable(path: "a", reason: "no such file"),
                "cannot be read: no such file: a. Check the path and its permissions"
            ),
            (
                .unwritable(path: "a", reason: "read-only"),
                "cannot be written: read-only: a. "
                    + "Check the path and its permissions, or choose another place with --results"
            ),
            (
                .diskFull(path: "a"),
                "the disk is full: a. Free some space and give the same command again; what is done stays done"
            ),
            (
                .noHardLinks(path: "a"),
                "the file system has no hard links, without which a result could be replaced by a later one: a. "
                    + "Choose another place with --results"
            ),
            (
                .wrongExperiment("a/b"),
                "\"a/b\" is no name of a sweep: 1 to 100 letters, digits, dots, dashes and underscores, "
                    + "the first a letter or digit"
            ),
            (
                .noExperiment(name: "a", path: "results/a"),
                "there is no sweep called \"a\": results/a. "
                    + "Begin it with glasslab sweep run or submit, or name the right folder with --results"
            ),
            (
                .otherInputs(name: "a", path: "results/a"),
                "the sweep \"a\" was begun with other inputs: results/a. "
                    + "Choose another name, or give the same command without --inputs to go on with the old ones"
            ),
            (
                .otherOptions(name: "a", begun: ["duration=1.0", "codec=hevc"]),
                "the sweep \"a\" was begun with duration=1.0 codec=hevc. "
                    + "Leave options out to go on with these, or choose another name"
            ),
            (
                .otherOptions(name: "a", begun: []),
                "the sweep \"a\" was begun with no options. "
                    + "Leave options out to go on with these, or choose another name"
            ),
            (
                .damaged(path: "a", reason: "lines is missing"),
                "this is no file of a sweep: lines is missing: a. "
                    + "Keep a copy, remove it and give the same command again"
            ),
            (
                .newerVersion(path: "a", schema: 2),
                "a newer version of Glasslab wrote this (schema 2): a. Update Glasslab"
            ),
            (.noSuchLine(61, lines: 60, path: "a"), "there is no line 61: the lines are 1 to 60: a"),
            (
                .busy(path: "a"),
                "another process is at the same work: a. "
                    + "Wait for it, or end it; glasslab sweep status tells how far it is"
            ),
            (.notStarted(path: "a", reason: "no"), "cannot be started: no: a. Check that the file may be executed"),
        ] as [(SweepingError, String)]
    )
    func saysWhatWhereAndWhatNext(error: SweepingError, text: String) {
        #expect("\(error)" == text)
    }

    @Test func exitCodesTellWhatASecondTryDoes() {
        #expect(SweepingError.busy(path: "a").exitStatus == .transient)
        #expect(SweepingError.diskFull(path: "a").exitStatus == .transient)
        #expect(SweepingError.wrongExperiment("").exitStatus == .usage)
        #expect(SweepingError.noSuchLine(0, lines: 1, path: "").exitStatus == .usage)
        #expect(SweepingError.noExperiment(name: "a", path: "a").exitStatus == .failed)
    }
}
