import LabCommand
import LabModel
import Testing

@Suite struct RunIdentifiersTests {
    private let instant = WallTime(nanoseconds: 1_795_231_695_250_000_000)

    @Test func idsCarryCommandAndTime() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let id = RunIdentifiers.id(command: "receiver", at: instant, using: &generator)
            #expect(id.wholeMatch(of: /receiver-\d{8}T\d{6}Z-[0-9a-f]{4}/) != nil, "\(id)")
            #expect(id.hasPrefix("receiver-\(instant.compactISO8601)-"))
        }
    }

    @Test func uuidsAreVersionSevenAndCarryTheTime() throws {
        var generator = SeededGenerator(seed: 7)
        let uuid = RunIdentifiers.uuid(at: instant, using: &generator)
        #expect(
            uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil,
            "\(uuid)"
        )
        let time = uuid.prefix(13).filter { $0 != "-" }
        #expect(UInt64(time, radix: 16) == 1_795_231_695_250)
    }

    @Test func uuidsDifferAndSortByTime() {
        var generator = SeededGenerator(seed: 7)
        let uuids = (0..<1_000).map { index in
            RunIdentifiers.uuid(at: instant + .milliseconds(Double(index)), using: &generator)
        }
        #expect(Set(uuids).count == 1_000)
        #expect(uuids == uuids.sorted())
        let same = (0..<1_000).map { _ in RunIdentifiers.uuid(at: instant, using: &generator) }
        #expect(Set(same).count == 1_000)
    }

    @Test func instantsBefore1970CountAs1970() {
        var generator = SeededGenerator(seed: 7)
        let uuid = RunIdentifiers.uuid(at: WallTime(nanoseconds: -5), using: &generator)
        #expect(uuid.hasPrefix("00000000-0000-7"))
    }
}
