import Comparing
import LabModel
import Testing

@Suite("Comparing errors") struct ComparingErrorTests {
    private static let texts: [(ComparingError, String)] = [
        (.noSuchRuns(name: "x*"), "no complete run is called \"x*\". See glasslab runs for what there is."),
        (
            .noSuchRuns(name: "bse@*", near: ["base", "bass"]),
            "no complete run is called \"bse@*\". Did you mean 'base' or 'bass'? See glasslab runs for what there is."
        ),
        (
            .noneComplete(name: "a", died: 2, unfinished: 0),
            "all runs called \"a\" died: 2 of 2. See glasslab runs for how they ended, and measure again."
        ),
        (
            .noneComplete(name: "a", died: 1, unfinished: 3),
            "no run called \"a\" is complete: 1 died, 3 did not finish. "
                + "See glasslab runs for how they ended, and measure again."
        ),
        (
            .tooManyRuns(name: "*", count: 1_001, limit: 1_000),
            "1001 runs are called \"*\", above the 1000 that are compared at once. "
                + "Name fewer, or narrow them with --provider."
        ),
        (
            .tooManyRuns(name: "", count: 10_002, limit: 10_000),
            "10002 runs are stored, above the 10000 that are compared at once. "
                + "Name fewer, or narrow them with --provider."
        ),
        (
            .noSuchSweep(name: "nihgt", near: ["night"]),
            "no run of the sweep \"nihgt\" is stored. Did you mean 'night'? Name the sweep's own store with --db, such as "
                + "results/NAME/lab.sqlite; glasslab sql tells what others hold."
        ),
        (
            .noneEnded(sweep: "night", running: 1),
            "no run of the sweep \"night\" has ended: 1 is under way. "
                + "Ask again once one has; glasslab runs tells how far they are."
        ),
        (
            .noSuchProvider(name: "clod", near: ["cloud"]),
            "no run of the provider \"clod\" is stored. Did you mean 'cloud'? See glasslab runs for what there is."
        ),
        (
            .nothingStored(since: PlantedRuns.start),
            "no run was begun since 2027-01-15T08:00:00.000Z. "
                + "Measure something first, or name the right file with --db."
        ),
        (
            .nothingStored(since: nil),
            "no run is stored. Measure something first, or name the right file with --db."
        ),
    ]

    @Test("a sweep is not like itself")
    func sweeps() {
        #expect(
            ComparingError.noSuchSweep("night", among: ["night", "nights", "x"])
                == .noSuchSweep(name: "night", near: ["nights"])
        )
    }

    @Test("every text says what, and what to do next", arguments: texts)
    func text(error: ComparingError, text: String) {
        #expect("\(error)" == text)
        #expect(error.exitStatus == .failed)
    }
}
