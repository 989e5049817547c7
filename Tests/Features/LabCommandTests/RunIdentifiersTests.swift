import LabCommand
import LabModel
import LabTesting
import Testing

@Suite struct RunIdentifiersTests {
    private let instant = WallTime(nanoseconds: 1_795_231_695_250_000_000)

    @Test func idsCarryCommandAndTime() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let id = RunIdentifiers.id(command: "receiver", at: instant, using: &generator)
            #expect(id.wholeMatch(of: /receiver-\d{8}T\d{6}Z-[0-9a-f]{4}/) != nil, "\(id)")
            #expect(id.hasPrefix("receiver-\(instant.compactISO8601)-"))
        }
    }
}
