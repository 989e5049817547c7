import LabCommand
import LabModel
import Testing

@Suite struct CommandErrorTests {
    @Test(arguments: [
        (
            CommandError.badValue("x", source: "--fps", expected: "a frame rate"),
            "\"x\" is not a frame rate: --fps. See --help for what it takes."
        ),
        (.missing(.imageSize), "--image-size is missing. Give it, or set GLASSLAB_IMAGE_SIZE."),
        (
            .unreadableFile(path: "a.yaml", reason: "Permission denied"),
            "cannot read the configuration file: Permission denied: a.yaml. Name another with --config."
        ),
        (
            .badFile(path: "a.yaml:3", reason: "a line without a colon"),
            "the configuration file is no flat list of settings: a line without a colon: a.yaml:3. "
                + "Write one `name: value` on each line."
        ),
        (
            .unknownKey("fsp", path: "a.yaml", line: 3, nearest: "fps"),
            "unknown setting \"fsp\": a.yaml:3. Did you mean \"fps\"?"
        ),
        (
            .unknownKey("fsp", path: "a.yaml", line: nil, nearest: "fps"),
            "unknown setting \"fsp\": a.yaml. Did you mean \"fps\"?"
        ),
        (
            .inputFailed(path: "-", reason: "Is a directory"),
            "cannot read: Is a directory: standard input. Check the path and its permissions."
        ),
        (
            .inputFailed(path: "f.csv", reason: "No such file or directory"),
            "cannot read: No such file or directory: f.csv. Check the path and its permissions."
        ),
        (
            .outputFailed(path: "-", reason: "No space left on device"),
            "cannot write: No space left on device: standard output. Free some space or write elsewhere."
        ),
        (
            .outputFailed(path: "f.csv", reason: "No space left on device"),
            "cannot write: No space left on device: f.csv. Free some space or write elsewhere."
        ),
        (.outputClosed, "the reader of the output has gone"),
    ])
    func textsSayWhatWhereAndWhatNext(error: CommandError, text: String) {
        #expect(error.description == text)
    }

    @Test func onlyReadingAndWritingAreNoWrongUsage() {
        #expect(CommandError.missing(.id).exitStatus == .usage)
        #expect(CommandError.badFile(path: "", reason: "").exitStatus == .usage)
        #expect(CommandError.inputFailed(path: "-", reason: "").exitStatus == .failed)
        #expect(CommandError.outputFailed(path: "-", reason: "").exitStatus == .failed)
        #expect(CommandError.outputClosed.exitStatus == .done)
    }
}
