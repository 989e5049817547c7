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

    /// A sample in which every value is there, and none is 0.
    private var full: Sample {
        Sample(
            epoch: 2,
            stamp: FrameStamp(streamID: StreamID(rawValue: 7), number: 9, time: sent, latenessTicks: 4),
            unreadable: .torn,
            arrival: sent + .milliseconds(3),
            decoded: sent + .milliseconds(5),
            presentationTime: .milliseconds(40),
            size: ByteCount(5_000_000_000),
            isKeyframe: true,
            isBacklog: true,
            isRepeated: true,
            clockOffset: .milliseconds(-1),
            clockErrorBound: .microseconds(30)
        )
    }

    @Test func everyValueIsKept() {
        #expect(full.epoch == 2 && full.unreadable == .torn && full.size.bytes == 5_000_000_000)
        let stamp = FrameStamp(streamID: StreamID(rawValue: 7), number: 9, time: sent, latenessTicks: 4)
        #expect(full.stamp == stamp)
        #expect(full.arrival == sent + .milliseconds(3) && full.decoded == sent + .milliseconds(5))
        #expect(full.presentationTime == .milliseconds(40))
        #expect(full.isKeyframe && full.isBacklog && full.isRepeated)
        #expect(full.clockOffset == .milliseconds(-1) && full.clockErrorBound == .microseconds(30))
    }

    @Test func whatIsTakenAwayLeavesNothingBehind() {
        var sample = full
        sample.stamp = nil
        sample.unreadable = nil
        sample.arrival = nil
        sample.decoded = nil
        sample.presentationTime = nil
        (sample.isKeyframe, sample.isBacklog, sample.isRepeated) = (false, false, false)
        sample.clockOffset = nil
        sample.clockErrorBound = nil
        #expect(sample == Sample(epoch: 2, size: ByteCount(5_000_000_000)))
        #expect(sample.stamp == nil && sample.arrival == nil && sample.decoded == nil)
        #expect(sample.presentationTime == nil && sample.clockOffset == nil && sample.clockErrorBound == nil)
    }

    @Test func zeroIsNotNothing() {
        let zero = WallTime(nanoseconds: 0)
        let stamp = FrameStamp(streamID: .foreign, number: 0, time: zero)
        let sample = Sample(
            stamp: stamp,
            arrival: zero,
            decoded: zero,
            presentationTime: .zero,
            clockOffset: .zero,
            clockErrorBound: .zero
        )
        #expect(sample.stamp == stamp && sample.arrival == zero && sample.decoded == zero)
        #expect(sample.presentationTime == .zero && sample.clockOffset == .zero && sample.clockErrorBound == .zero)
        #expect(sample != Sample())
        let unnumbered = Sample(stamp: FrameStamp(streamID: .foreign, number: nil, time: nil))
        #expect(unnumbered != Sample() && unnumbered.stamp?.number == nil && unnumbered.stamp?.time == nil)
    }

    @Test func aMillionTakeLittle() {
        #expect(MemoryLayout<Sample>.stride == 72)
    }
}
