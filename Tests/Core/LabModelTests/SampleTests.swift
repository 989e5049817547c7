import LabModel
import Testing

@Suite struct SampleTests {
    private let sent = WallTime(nanoseconds: 1_000_000_000)

    @Test func delaysNeedAllThree() {
        var sample = Sample(
            stamp: FrameStamp(streamID: .foreign, number: nil, time: sent),
            arrival: sent + .milliseconds(3),
            decoded: sent + .milliseconds(5),
            clockOffset: .milliseconds(-1)
        )
        #expect(sample.frameDelay == .milliseconds(4))
        #expect(sample.arrivalDelay == .milliseconds(2))
        sample.clockOffset = nil
        #expect(sample.frameDelay == nil)
        sample.clockOffset = .zero
        sample.stamp?.time = nil
        #expect(sample.frameDelay == nil)
        sample.decoded = nil
        #expect(sample.frameDelay == nil)
    }
}
