import HLS
import LabModel

/// Frames of a planted stream: frame n holds its number in its bytes.
struct FrameMaker {
    var rate: FrameRate
    var keyframeInterval: Int
    /// The stamp of frame 0.
    var start = WallTime(nanoseconds: 1_795_000_000_000_000_000)
    private(set) var count = 0

    init(rate: FrameRate, keyframeInterval: Int) {
        self.rate = rate
        self.keyframeInterval = keyframeInterval
    }

    /// The next frame, its stamp late by some time and some ticks left out before it.
    mutating func next(lateness: Latency = .zero, skipped: Int64 = 0) -> LiveFrame {
        defer { count += 1 }
        start = start + rate.timeOfTick(skipped)
        return LiveFrame(
            bytes: Self.bytes(of: count),
            duration: rate.period,
            isKeyframe: count % keyframeInterval == 0,
            time: start + rate.timeOfTick(Int64(count)) + lateness
        )
    }

    /// Goes on with another number, at the instant that the next frame would have had.
    mutating func restart(at number: Int) {
        start = start + rate.timeOfTick(Int64(count)) - rate.timeOfTick(Int64(number))
        count = number
    }

    static func bytes(of number: Int) -> [UInt8] {
        [UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
    }

    /// The numbers of the frames that some bytes hold.
    static func numbers(in bytes: [[UInt8]]) -> [Int] {
        bytes.map { $0.reduce(0) { $0 << 8 | Int($1) } }
    }
}

extension FrameRate {
    static let thirty = FrameRate(numerator: 30) ?? .usual
    static let broadcast = FrameRate(numerator: 30_000, denominator: 1_001) ?? .usual
}
