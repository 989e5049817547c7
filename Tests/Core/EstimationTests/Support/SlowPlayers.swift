/// Both players, millisecond by millisecond on a clock: slow, and too simple to be wrong.
struct SlowPlayers {
    let epochs: [[RandomArrivals.Frame]]
    let period: Int

    init(_ run: RandomArrivals) {
        let last = run.frames.map(\.epoch).max() ?? -1
        epochs = (0...max(0, last)).map { epoch in run.frames.filter { $0.epoch == epoch } }.filter { !$0.isEmpty }
        period = run.period
    }

    /// Milliseconds in which the newest frame that is due was late, and all milliseconds, of frames sent after join.
    func fixed(delay: Int) -> (stalled: Int, span: Int) {
        var (stalled, span) = (0, 0)
        for frames in epochs {
            guard let first = frames.first, let last = frames.last else { continue }
            var newest = 0
            for now in first.media + delay..<last.media + period + delay {
                while newest + 1 < frames.count, frames[newest + 1].media + delay <= now {
                    newest += 1
                }
                let due = frames[newest]
                guard !due.isBacklog else { continue }
                span += 1
                stalled += due.arrival > due.media + delay ? 1 : 0
            }
        }
        return (stalled, span)
    }

    struct Course: Equatable {
        var delays: [Int] = []
        var stalls = 0
        var stood = 0
        var played = 0
    }

    func rebuffering(buffer: Int) -> Course {
        var course = Course()
        for frames in epochs {
            play(frames, buffer: buffer, into: &course)
        }
        return course
    }

    private func play(_ frames: [RandomArrivals.Frame], buffer: Int, into course: inout Course) {
        guard let first = frames.first, let last = frames.last else { return }
        guard let firstArrival = frames.map(\.arrival).min() else { return }
        let byMedia = Dictionary(uniqueKeysWithValues: frames.map { ($0.media, $0) })
        var now = firstArrival + buffer
        var position = first.media
        var isStanding = false
        while position < last.media + period {
            let due = byMedia[position]
            if isStanding, isFilled(frames, from: position, buffer: buffer, now: now) {
                isStanding = false
            } else if !isStanding, let due, due.arrival > now {
                isStanding = true
                course.stalls += 1
            }
            if isStanding {
                course.stood += 1
            } else {
                if due != nil {
                    course.delays.append(now - position)
                }
                course.played += 1
                position += 1
            }
            now += 1
        }
    }

    /// Whether frames from a position on are there, without a hole, for as long as the buffer, or to the end; the due
    /// one in any case.
    private func isFilled(_ frames: [RandomArrivals.Frame], from position: Int, buffer: Int, now: Int) -> Bool {
        let next = frames.first { $0.media >= position && $0.arrival > now }
        guard let next else { return true }
        return next.media - position >= max(1, buffer)
    }
}
