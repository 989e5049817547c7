import LabModel

/// Counts and signal delay from the planted truth, picture by picture and frame by frame: slow, and too simple to be
/// wrong.
struct SlowReference {
    let run: RandomRun

    private var shown: [RandomRun.Picture] {
        run.pictures.filter(\.isReadable)
    }

    private var highest: Int {
        shown.map(\.number).max() ?? -1
    }

    func counts() -> Summary.Frames {
        var counts = Summary.Frames()
        var seen: Set<Int> = []
        for (index, picture) in run.pictures.enumerated() where picture.number < run.measured.upperBound {
            counts.decoded += 1
            let before = index > 0 ? run.pictures[index - 1] : nil
            if !picture.isReadable {
                counts.unreadable += 1
            } else if picture.number < run.measured.lowerBound {
                counts.backlog += 1
            } else if !seen.contains(picture.number) {
                counts.marked += 1
                let higher = run.pictures[..<index].filter { $0.isReadable && $0.number > picture.number }
                counts.outOfOrder += higher.isEmpty ? 0 : 1
            } else if let before, before.isReadable, before.number == picture.number {
                counts.repeated += 1
            } else {
                counts.duplicated += 1
            }
            if picture.isReadable {
                seen.insert(picture.number)
            }
        }
        countNumbers(seen, &counts)
        return counts
    }

    private func countNumbers(_ seen: Set<Int>, _ counts: inout Summary.Frames) {
        let unread = Set(run.pictures.filter { !$0.isReadable }.map(\.number))
        counts.expected = run.measured.count
        (counts.filled, counts.dropped, counts.unresolved) = (0, 0, 0)
        for number in run.measured where !seen.contains(number) {
            if unread.contains(number) {
                counts.filled = (counts.filled ?? 0) + 1
            } else if number < highest {
                counts.dropped = (counts.dropped ?? 0) + 1
            } else {
                counts.unresolved = (counts.unresolved ?? 0) + 1
            }
        }
    }

    /// Milliseconds, by frame; what is known only from below is in the second list.
    func signalDelays() -> (resolved: [Double], bounds: [Double]) {
        var resolved: [Double] = []
        var bounds: [Double] = []
        for number in run.measured {
            let sent = Double(number) * 40
            if let instant = shown.filter({ $0.number >= number }).map(\.atMs).min() {
                resolved.append(instant - sent)
            } else {
                bounds.append(run.drainedMs - sent)
            }
        }
        return (resolved, bounds)
    }
}
