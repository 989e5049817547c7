import LabModel
import LabTesting
import Testing

@testable import RunStore

struct RunUUIDTests {
    private struct Zeros: RandomNumberGenerator {
        func next() -> UInt64 { 0 }
    }

    @Test func `Time, version and variant stand where RFC 9562 puts them`() {
        var zeros = Zeros()
        let uuid = RunUUID.make(at: WallTime(nanoseconds: 0x0193_78A1_0C5E * 1_000_000), using: &zeros)
        #expect(uuid == "019378a1-0c5e-7000-8000-000000000000")
    }

    @Test func `Identities differ, are valid and sort by time`() {
        var generator = SeededGenerator(seed: 3)
        let uuids = (0..<1_000).map { index in
            RunUUID.make(at: Known.start + .milliseconds(Double(index)), using: &generator)
        }
        #expect(uuids.sorted() == uuids)
        #expect(Set(uuids).count == 1_000)
        #expect(uuids.allSatisfy(RunUUID.isValid))
    }

    @Test(arguments: [
        "", "019378a1-0c5e-7000-8000-00000000000", "019378A1-0c5e-7000-8000-000000000000",
        "019378a10c5e-7000-8000-000000000000-", "019378a1-0c5e-7000-8000-00000000000g",
    ])
    func `What is no identity is refused`(text: String) {
        #expect(!RunUUID.isValid(text))
    }
}
