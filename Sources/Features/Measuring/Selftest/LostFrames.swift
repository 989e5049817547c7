internal import LabModel
internal import Relaying

/// Which frames a relay took out, and which a receiver misses: by number, each from its own side.
enum LostFrames {
    /// The numbers of the frames that a relay took out.
    ///
    /// A stream numbers its frames without a hole, and each is one unit: so one frame that was seen tells the numbers of
    /// all units of its connection.
    /// - Returns: nil where no frame that was seen is in the log, or where two of them contradict each other.
    static func planted(in log: RelayLog, seen samples: [Sample]) -> Set<UInt32>? {
        var numbers: [Int64: Int] = [:]
        for sample in samples {
            if let number = sample.stamp?.number, let time = sample.presentationTime {
                numbers[RelayUnit.ticks(of: time)] = Int(number.rawValue)
            }
        }
        var first: [Int: Int] = [:]
        for unit in log.units where unit.end != nil {
            guard let number = unit.presentation.flatMap({ numbers[$0] }) else { continue }
            guard first[unit.connection, default: number - unit.place] == number - unit.place else { return nil }
            first[unit.connection] = number - unit.place
        }
        guard !first.isEmpty else { return nil }
        return Set(
            log.dropped.compactMap { unit in first[unit.connection].flatMap { UInt32(exactly: $0 + unit.place) } }
        )
    }

    /// How many frames were sent after the request for media and before the first one that came: where connecting takes
    /// longer than a period they are lost to this viewer, and counted, though nobody took them out.
    static func whileJoining(_ join: WallTime?, seen samples: [Sample], period: Latency) -> Int {
        let marked = samples.filter { $0.stamp?.time != nil }
        guard let join, let first = marked.first?.stamp?.time, !marked.contains(where: \.isBacklog) else { return 0 }
        return Int(max(0, (first - join).nanoseconds) / max(1, period.nanoseconds))
    }

    /// The numbers between the least and the largest that were seen which never came.
    static func missing(among samples: [Sample]) -> Set<UInt32> {
        let seen = Set(samples.compactMap { $0.stamp?.number?.rawValue })
        guard let least = seen.min(), let largest = seen.max(), largest - least < 10_000_000 else { return [] }
        return Set(least...largest).subtracting(seen)
    }
}
