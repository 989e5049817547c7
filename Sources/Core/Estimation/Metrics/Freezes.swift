import LabModel

/// `freezes`: intervals between shown pictures of at least max(3 × mean, mean + 150 ms), as W3C's statistics define
/// them, the mean being that of up to 30 intervals before.
enum Freezes: Metric {
    private static let memory = 30
    private static let memoryNeeded = 5

    /// One freeze, in nanoseconds of ``ShownPictures``.
    struct Episode {
        /// When the last picture before it was shown.
        var start: Int64
        /// How long it stood.
        var length: Int64
    }

    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        for episode in episodes(run) {
            summary.freezes.add(Latency(nanoseconds: episode.length))
        }
    }

    /// Every freeze, by time.
    static func episodes(_ run: MeasuredRun) -> [Episode] {
        let instants = run.shown.pictures.map(\.instant)
        var intervals = zip(instants, instants.dropFirst()).map { $1 - $0 }
        if let open = openInterval(run) {
            intervals.append(open)
        }
        var episodes: [Episode] = []
        var sum: Int64 = 0
        for (index, interval) in intervals.enumerated() {
            let known = min(index, memory)
            let mean = known < memoryNeeded ? run.period?.nanoseconds : sum / Int64(known)
            if let mean, interval >= max(3 * mean, mean + 150_000_000) {
                episodes.append(Episode(start: instants[index], length: interval))
            }
            sum += interval
            if index >= memory {
                sum -= intervals[index - memory]
            }
        }
        return episodes
    }

    /// From the last shown picture to the first of a later frame, or to the end where none came; nil for files, and
    /// where the end has come before.
    private static func openInterval(_ run: MeasuredRun) -> Int64? {
        guard run.isLive, run.trace.join != nil, let last = run.shown.pictures.last else { return nil }
        guard let end = run.shown.replaced ?? run.ended?.nanoseconds else { return nil }
        return end > last.instant ? end - last.instant : nil
    }
}

extension Summary.Episodes {
    /// Counts one more.
    mutating func add(_ length: Latency) {
        count += 1
        totalMs += length.milliseconds
        longestMs = max(longestMs, length.milliseconds)
    }
}
