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

    /// How many frames may have been stamped after the request for media and before the first one that came: where
    /// connecting takes longer than a period they are lost to this viewer, and counted, though nobody took them out.
    ///
    /// The numbers of what came, and of the newest frame that the streamer names whenever it is asked for the time,
    /// leave one number on a quiet machine. On a busy one ticks are skipped and frames are stamped late, so that the
    /// length of time alone tells nothing.
    /// - Parameters:
    ///   - join: just before the request for media, by the receiver's clock; nil for a file.
    ///   - samples: what came, with clock offsets.
    ///   - exchanges: questions about the time, and their answers.
    /// - Returns: 0 alone where no clock tells which frames came before the request; nil where one does, and nobody named a
    ///   frame before it: then any number may have been lost.
    static func whileJoining(
        _ join: WallTime?,
        seen samples: [Sample],
        exchanges: [ClockExchange]
    ) -> ClosedRange<Int>? {
        let seen = samples.compactMap { sample in
            sample.stamp.flatMap { KnownFrame(number: $0.number, stamped: $0.time, stream: $0.streamID) }
        }
        guard let join, let offset = samples.first(where: { $0.clockOffset != nil })?.clockOffset,
            let first = seen.first(where: { $0.stamped >= join + offset })
        else { return 0...0 }
        let told = exchanges.compactMap(\.answer).compactMap {
            KnownFrame(number: $0.newestFrame, stamped: $0.newestStamp, stream: $0.streamID)
        }
        let known = (seen + told).filter { $0.stream == first.stream && $0.number <= first.number }
        let newest = known.filter { $0.stamped < join + offset }.map(\.number).max()
        guard let before = newest ?? (first.number == 0 ? -1 : nil) else { return nil }
        let after = known.filter { $0.stamped >= join + offset }.map(\.number).min() ?? first.number
        return first.number - after...max(first.number - after, first.number - before - 1)
    }

    /// A frame whose number and stamp are known, whether it came or was only named.
    private struct KnownFrame {
        var number: Int
        var stamped: WallTime
        var stream: StreamID

        init?(number: FrameNumber?, stamped: WallTime?, stream: StreamID) {
            guard let number, let stamped else { return nil }
            (self.number, self.stamped, self.stream) = (Int(number.rawValue), stamped, stream)
        }
    }

    /// The numbers between the least and the largest that were seen which never came.
    static func missing(among samples: [Sample]) -> Set<UInt32> {
        let seen = Set(samples.compactMap { $0.stamp?.number?.rawValue })
        guard let least = seen.min(), let largest = seen.max(), largest - least < 10_000_000 else { return [] }
        return Set(least...largest).subtracting(seen)
    }
}
