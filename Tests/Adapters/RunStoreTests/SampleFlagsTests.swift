import LabModel
import Testing

@testable import RunStore

struct SampleFlagsTests {
    @Test func `Every flag stands where the documentation puts it`() {
        let flags: [SampleFlags] = [
            .decoded, .backlog, .repeated, .keyframe, .stamp, .number, .time, .arrival, .presentationTime, .clockOffset,
            .clockErrorBound,
        ]
        #expect(flags.map(\.rawValue) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024])
    }

    @Test(arguments: zip(UnreadableCause.allCases, [UInt16(1), 2, 3, 4]))
    func `Causes count from 1 in bits 11 to 13`(cause: UnreadableCause, code: UInt16) {
        let flags = SampleFlags(Sample(unreadable: cause))
        #expect(flags.rawValue == code << 11)
        #expect(flags.unreadable == cause)
    }

    @Test func `A sample of nothing has no flags`() {
        #expect(SampleFlags(Sample()).rawValue == 0)
        #expect(SampleFlags(Sample()).unreadable == nil)
    }

    @Test(arguments: [UInt16(5 << 11), 7 << 11, 1 << 14, 1 << 15, 32, 64])
    func `Flags that no sample has are not valid`(bits: UInt16) {
        #expect(!SampleFlags(rawValue: bits).isValid)
    }
}
