import LabModel

@testable import Measuring
import Relaying

/// Samples of one stream as receivers with planted delays see them, and the log of a relay that explains them.
struct PlantedReception {
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    static let period = Latency.milliseconds(40)

    var stream = StreamID(rawValue: 7)
    /// How many frames there are.
    var count: Int
    /// Frames that did not come.
    var lost: Set<Int> = []
    /// The first frame that is no backlog.
    var join = 0

    /// Samples that arrive a while after they were stamped, and are decoded 2 ms later.
    func samples(delay: (Int) -> Latency) -> [Sample] {
        (0..<count).filter { !lost.contains($0) }.map { number in
            let stamped = Self.stamped(number)
            let arrival = stamped + delay(number)
            return Sample(
                stamp: FrameStamp(streamID: stream, number: FrameNumber(UInt32(number)), time: stamped),
                arrival: arrival,
                decoded: arrival + .milliseconds(2),
                presentationTime: Self.presentation(number),
                isKeyframe: true,
                isBacklog: number < join
            )
        }
    }

    /// The log of a relay that held each frame so long, a read a frame; lost ones were taken out.
    func log(connection: Int = 0, held: (Int) -> Latency) -> RelayLog {
        var log = RelayLog()
        for number in 0..<count {
            let ticks = RelayUnit.ticks(of: Self.presentation(number))
            let isLost = lost.contains(number)
            let first = log.reads.count * 1_000
            log.units.append(
                RelayUnit(
                    connection: connection,
                    place: number,
                    presentation: ticks,
                    end: isLost ? nil : first + 1_000
                )
            )
            guard !isLost else { continue }
            let readAt = Self.stamped(number) + .milliseconds(3)
            log.reads.append(
                RelayRead(
                    connection: connection,
                    bytes: first..<first + 1_000,
                    readAt: readAt,
                    releasedAt: readAt + held(number),
                    writtenAt: readAt + held(number)
                )
            )
        }
        return log
    }

    static func stamped(_ number: Int) -> WallTime {
        start + .milliseconds(40 * Double(number))
    }

    static func presentation(_ number: Int) -> Latency {
        .milliseconds(1_400 + 40 * Double(number))
    }
}
