import LabModel
import Testing

@Suite struct FrameStampTests {
    @Test(
        arguments: [(-5, 0), (0, 0), (99, 0), (100, 1), (6_553_500, 65_535), (99_000_000, 65_535)] as [(Int64, UInt16)]
    )
    func latenessIsRoundedDownAndLimited(microseconds: Int64, ticks: UInt16) {
        #expect(FrameStamp.latenessTicks(of: .microseconds(microseconds)) == ticks)
    }

    @Test func latenessComesBack() {
        let stamp = FrameStamp(streamID: .foreign, number: nil, time: nil, latenessTicks: 123)
        #expect(stamp.lateness == .microseconds(12_300))
    }
}
