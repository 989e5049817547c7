internal import LabModel

/// Samples of a stream at 60 fps whose delays vary, as a run would bring them.
enum SampleSeries {
    static let start = MarkedFrames.start
    static let period = Latency.seconds(1.0 / 60)

    static func make(_ count: Int) -> [Sample] {
        (0..<UInt32(count)).map { number in
            let sent = start + .seconds(Double(number) / 60)
            // Multiplying by a large odd number scatters the low bits: delays from 5 to 12 ms.
            let scatter = Int64(number &* 2_654_435_761 >> 20) * 1_700
            let arrived = sent + Latency(nanoseconds: 5_000_000 + scatter)
            return Sample(
                stamp: FrameStamp(streamID: StreamID(rawValue: 1), number: FrameNumber(number), time: sent),
                arrival: arrived,
                decoded: arrived + .milliseconds(1),
                presentationTime: .seconds(Double(number) / 60),
                size: ByteCount(9_000),
                isKeyframe: number.isMultiple(of: 60),
                clockOffset: .zero,
                clockErrorBound: .zero
            )
        }
    }
}
