import Sweeping
import Testing

@Suite struct ExperimentNameTests {
    @Test(arguments: ["a", "7", "sizes", "2026-11-21_hd.v2", String(repeating: "x", count: 100)])
    func plainNamesAreTaken(text: String) throws {
        #expect(try ExperimentName(text).text == text)
    }

    @Test(arguments: [
        "", ".", "..", ".a", "-a", "_a", "a b", "a/b", "a%b", "a'b", "é", "a\n", String(repeating: "x", count: 101),
    ])
    func whatAShellOrAPathCouldMisreadIsRefused(text: String) {
        #expect(throws: SweepingError.wrongExperiment(text)) { try ExperimentName(text) }
    }
}
