import LabModel
import Testing

@testable import Benchmarking

@Suite struct LowLatencyBenchmarkTests {
    private static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    private static func sample(_ number: UInt32, arrivalMs: Double) -> Sample {
        let arrival = start + .milliseconds(arrivalMs)
        return Sample(
            stamp: FrameStamp(streamID: StreamID(rawValue: 7), number: FrameNumber(number), time: start),
            arrival: arrival,
            decoded: arrival,
            size: ByteCount(1_000)
        )
    }

    /// Three parts of three frames, whole 4, 6 and 9 ms after the live stream had their last frames; what follows the last
    /// part nobody knows.
    @Test func theLastFrameOfAPartTellsHowLateItCame() {
        let control = (0..<UInt32(9)).map { Self.sample($0, arrivalMs: Double($0) * 40) }
        let late = [4.0, 6, 9]
        let test = (0..<UInt32(9)).map { number in
            let part = Int(number / 3)
            return Self.sample(number, arrivalMs: Double(part * 3 + 2) * 40 + late[part])
        }
        #expect(LowLatencyBenchmark.partsLate(test, control) == [.milliseconds(4), .milliseconds(6)])
        #expect(LowLatencyBenchmark.partsLate(test, []).isEmpty)
    }
}
