import Estimation
import LabModel
import Machine

/// What a streamer counted since its start, and when it said so.
///
/// It may have served for days: what belongs to a run is what it counted between the run's two readings.
struct StreamerReading: Sendable {
    /// Its counters.
    var counters: StreamerCounters
    /// When it was asked, by the run's clock.
    var asked: MonotonicTime
    /// When the answer had come: it counted in between.
    var instant: MonotonicTime

    /// Asks a streamer, on a thread of its own; nil where it does not say.
    static func ask(_ contact: StreamerContact, _ clock: any LabClock) async -> StreamerReading? {
        await WorkerThread.run(name: "ask-streamer") { now(contact, clock) }
    }

    /// Asks a streamer, on the calling thread; nil where it does not say.
    static func now(_ contact: StreamerContact, _ clock: any LabClock) -> StreamerReading? {
        let asked = clock.monotonicNow()
        return contact.askFigures().map { counters in
            StreamerReading(counters: counters, asked: asked, instant: clock.monotonicNow())
        }
    }

    /// How far a clock may be steered beyond its usual drift.
    private static let steering = Latency.milliseconds(250)

    /// The streamer's part of a run's summary.
    /// - Parameter earlier: the reading when the run began.
    /// - Returns: the part; nil without a reading by then, or where that was of a process that has ended since: nobody knows
    ///   what belongs to the run.
    func summary(since earlier: StreamerReading?) -> Summary.Streamer? {
        guard let earlier, isContinuation(of: earlier) else { return nil }
        return counters.summary(since: earlier.counters)
    }

    /// Whether the same process said both: one that was started anew began later, and counts from 0 again.
    ///
    /// Either answer tells when it began, within its round trip; clocks drift apart between them, and one that is being set
    /// right is steered for a while.
    private func isContinuation(of earlier: StreamerReading) -> Bool {
        let drift = Double((instant - earlier.asked).nanoseconds) * ClockFit.driftLimit
        let allowed = Self.steering + Latency(nanoseconds: Int64(max(0, drift)))
        let grown = counters.uptime - earlier.counters.uptime
        return asked - earlier.instant <= grown + allowed && grown <= instant - earlier.asked + allowed
            && counters.ticks >= earlier.counters.ticks && counters.late >= earlier.counters.late
            && counters.skipped >= earlier.counters.skipped && counters.cpuTime >= earlier.counters.cpuTime
    }
}
