import Estimation
import LabModel
import RunStore

/// Follows one running run from look to look.
struct LiveTrack {
    /// How many half-second steps are kept: two minutes.
    static let kept = 240
    /// How long a step is, in seconds.
    static let step = 0.5
    /// A run that told nothing for so long shows no rate.
    private static let silence = Latency.seconds(2)

    private struct Step {
        var index: Int
        var frames = 0
        var dropped = 0
        var delaysMs: [Double] = []

        var point: LivePoint {
            let sorted = delaysMs.sorted()
            var point = LivePoint(tS: Double(index) * LiveTrack.step, frames: frames, dropped: dropped)
            point.minMs = sorted.first
            point.p50Ms = Percentile.of(sorted: sorted, 0.5)
            point.maxMs = sorted.last
            return point
        }
    }

    private(set) var sequence = -1
    private var tally = LiveTally()
    private var startedAt: WallTime
    private var newest: WallTime?
    private var bound: Latency?
    private var steps: [Step] = []
    /// Steps from this index on came or changed since the last message.
    private var changed = 0

    init(startedAt: WallTime) {
        self.startedAt = startedAt
    }

    /// Takes what came since the last look.
    mutating func add(_ progress: RunProgress) {
        for sample in progress.samples {
            add(sample)
        }
        sequence = progress.sequence
    }

    private mutating func add(_ sample: Sample) {
        let (marked, dropped) = (tally.marked, tally.dropped)
        tally.add(sample)
        guard let decoded = sample.decoded else { return }
        newest = decoded
        bound = sample.clockErrorBound ?? bound
        let index = max(0, Int((decoded - startedAt).seconds / Self.step))
        open(index)
        let last = steps.count - 1
        guard last >= 0 else { return }
        steps[last].dropped += tally.dropped - dropped
        if tally.marked > marked {
            steps[last].frames += 1
            if let delay = sample.frameDelay, steps[last].delaysMs.count < 1_000 {
                steps[last].delaysMs.append(delay.milliseconds)
            }
        }
        changed = min(changed, steps[last].index)
    }

    /// Opens the step of an instant, and those without frames before it; an instant before the newest step counts to that.
    private mutating func open(_ index: Int) {
        guard let last = steps.last?.index else {
            steps = [Step(index: index)]
            return
        }
        guard index > last else { return }
        steps += (max(last + 1, index - Self.kept + 1)...index).map { Step(index: $0) }
        steps.removeFirst(max(0, steps.count - Self.kept))
    }

    /// What is told of the run now.
    ///
    /// All steps, or those alone that came or changed since ``told()``.
    func run(_ progress: RunProgress, now: WallTime, isWhole: Bool) -> LiveRun {
        let age = newest.map { now - $0 }
        let isSilent = age.map { $0 > Self.silence } ?? true
        let told = isWhole ? steps[...] : steps.drop { $0.index < changed }
        return LiveRun(
            uuid: progress.uuid,
            name: "\(progress.id)@\(progress.attempt)",
            id: progress.id,
            attempt: progress.attempt,
            provider: progress.provider,
            startedAt: progress.startedAt.iso8601,
            elapsedS: (now - progress.startedAt).seconds,
            ageS: OrNull(wrappedValue: age?.seconds),
            fps: isSilent ? 0 : tally.recentFramesPerSecond,
            frameDelayMs: OrNull(wrappedValue: isSilent ? nil : tally.recentFrameDelay?.milliseconds),
            clockErrorBoundMs: OrNull(wrappedValue: bound?.milliseconds),
            decoded: tally.decoded,
            dropped: tally.dropped,
            unreadable: tally.unreadable,
            event: OrNull(wrappedValue: progress.event?.text),
            points: told.map(\.point)
        )
    }

    /// Notes that all steps so far were told.
    mutating func told() {
        changed = (steps.last?.index ?? 0) + 1
    }
}
