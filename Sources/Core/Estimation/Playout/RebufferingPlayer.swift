import LabModel

/// The player that stops to fill its buffer.
///
/// It starts as long after the first arrival as its buffer is, with the first frame, backlog too. When the due frame is
/// missing its clock stops until as much media is buffered, from that frame on, or all that still came.
///
/// Each epoch starts anew: the hole before it is no stall.
struct RebufferingPlayer {
    private let epochs: [Epoch]

    init(_ timeline: PlayoutTimeline) {
        epochs = timeline.epochs.map(Epoch.init)
    }

    /// The least buffer in nanoseconds with which it never stops.
    var leastBuffer: Int64 {
        epochs.map { max(0, $0.lateness - $0.delayAtStart) }.max() ?? 0
    }

    /// Plays with a buffer.
    /// - Parameter buffer: In nanoseconds, at least 0.
    /// - Returns: What came of it.
    /// - Complexity: O(n) for n frames, and a thousandth of that where it never stops.
    func play(buffer: Int64) -> Summary.RebufferingPoint {
        var course = Course()
        for epoch in epochs {
            epoch.play(buffer: buffer, into: &course)
        }
        return Summary.RebufferingPoint(
            bufferMs: Double(buffer) / 1e6,
            meanDelayMs: course.delays / Double(max(1, course.shown)) / 1e6,
            endDelayMs: Double(course.delay) / 1e6,
            stalls: course.stalls,
            stalledRatio: course.stood / max(1, course.stood + course.played)
        )
    }
}

/// What became of a player so far; times in nanoseconds.
private struct Course {
    var delay: Int64 = 0
    var shown = 0
    /// The sum over all frames shown.
    var delays = 0.0
    var stalls = 0
    var stood = 0.0
    var played = 0.0

    mutating func show(_ frames: Int) {
        shown += frames
        delays += Double(delay) * Double(frames)
    }
}

/// One epoch's frames, prepared for playing them often.
private struct Epoch {
    let frames: [PlayoutTimeline.Frame]
    /// The delay of a player that starts at the first arrival.
    let delayAtStart: Int64
    /// The largest lateness of all.
    let lateness: Int64
    /// The largest lateness of each block of frames: most blocks are passed over by it.
    private let blocks: [Int64]
    private let span: Double

    private static let blockLength = 1_024

    init(_ frames: [PlayoutTimeline.Frame]) {
        self.frames = frames
        let firstArrival = frames.reduce(Int64.max) { min($0, $1.arrival) }
        delayAtStart = firstArrival - (frames.first?.media ?? 0)
        blocks = stride(from: 0, to: frames.count, by: Self.blockLength).map { start in
            frames[start..<min(start + Self.blockLength, frames.count)].reduce(Int64.min) { max($0, $1.lateness) }
        }
        lateness = blocks.max() ?? 0
        span = frames.reduce(0) { $0 + Double($1.duration) }
    }

    func play(buffer: Int64, into course: inout Course) {
        course.delay = delayAtStart + buffer
        course.played += span
        var next = 0
        while let missing = firstLate(from: next, delay: course.delay) {
            course.show(missing - next)
            let media = frames[missing].media
            let (resumed, last) = refill(from: missing, buffer: buffer)
            course.stalls += 1
            course.stood += Double(resumed - (media + course.delay))
            course.delay = resumed - media
            course.show(last + 1 - missing)
            next = last + 1
        }
        course.show(frames.count - next)
    }

    /// The first frame that is not there when it is due.
    private func firstLate(from start: Int, delay: Int64) -> Int? {
        var index = start
        while index < frames.count {
            let (block, place) = index.quotientAndRemainder(dividingBy: Self.blockLength)
            if place == 0, blocks[block] <= delay {
                index += Self.blockLength
            } else if frames[index].lateness > delay {
                return index
            } else {
                index += 1
            }
        }
        return nil
    }

    /// When the buffer is full again, and the last frame that is in it then.
    private func refill(from missing: Int, buffer: Int64) -> (full: Int64, last: Int) {
        let media = frames[missing].media
        var full = Int64.min
        for index in missing..<frames.count {
            full = max(full, frames[index].arrival)
            if frames[index].media + frames[index].duration - media >= buffer {
                return (full, index)
            }
        }
        return (full, frames.count - 1)
    }
}
