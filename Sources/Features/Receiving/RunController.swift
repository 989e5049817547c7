import Estimation
import LabModel

/// Decides when a run begins to count, when it is over and why, and whether a source that stopped is tried again.
///
/// Pure: it is told what happened and when, and answers what to do; instants are the receiver's clocks.
struct RunController {
    /// How far a run has come.
    enum Phase: Equatable {
        /// No picture yet.
        case starting
        /// Pictures, but no mark.
        case unmarked
        /// Marks are read, until T1; nil without a duration.
        case measuring(until: MonotonicTime?)
        /// T1 is past; what was sent before it may still arrive.
        case draining(until: MonotonicTime)
        /// Over.
        case ended(EndReason)

        var isOver: Bool {
            if case .ended = self { true } else { false }
        }
    }

    private(set) var phase = Phase.starting
    /// T1 by UTC, once marks are read and where the run has a duration.
    private(set) var end: WallTime?
    private let settings: ReceiveSettings
    private(set) var isLive = true
    /// How long to wait for the last frames after T1.
    private(set) var drain: Latency
    private var lastMedia: MonotonicTime
    private var phaseBegan: MonotonicTime
    /// What was counted so far.
    private(set) var tally = LiveTally()
    private var failures = 0
    /// Whether an access unit came: before that, every failure ends the run.
    private(set) var hasMedia = false
    private var firstStamp: WallTime?

    init(settings: ReceiveSettings, now: MonotonicTime) {
        self.settings = settings
        drain = settings.drain ?? ReceiveSettings.usualDrain
        lastMedia = now
        phaseBegan = now
    }

    var isOver: Bool {
        phase.isOver
    }

    /// A connection stands; only media ends a stall, which a server that accepts and is silent does not send.
    ///
    /// A stream like this is waited for so long after T1; nil for the usual time.
    mutating func connected(isLive: Bool, drain: Latency? = nil) {
        self.isLive = isLive
        self.drain = settings.drain ?? drain ?? ReceiveSettings.usualDrain
    }

    /// An access unit arrived.
    mutating func mediaArrived(now: MonotonicTime) {
        lastMedia = now
        failures = 0
        hasMedia = true
    }

    /// A frame was analysed.
    /// - Returns: whether the frame belongs to the run; a file's frames past the asked duration do not.
    mutating func analysed(_ sample: Sample, now: MonotonicTime) -> Bool {
        guard let decoded = sample.decoded, !isOver else { return !isOver }
        if phase == .starting {
            phase = .unmarked
            phaseBegan = now
        }
        guard let stamp = sample.stamp else {
            tally.add(sample)
            return true
        }
        if phase == .unmarked {
            beginMeasuring(stamp: stamp, decoded: decoded, now: now)
        }
        if isPastEnd(sample, stamp: stamp, decoded: decoded) {
            phase = .ended(.duration)
            return isLive
        }
        count(sample)
        return true
    }

    /// Time passed.
    mutating func tick(now: MonotonicTime) {
        switch phase {
        case .starting where now - phaseBegan >= settings.startLimit:
            phase = .ended(.failed)
        case .unmarked where isLive && now - phaseBegan >= settings.startLimit:
            phase = .ended(.noMark)
        case .measuring(let until?) where now >= until:
            phase = .draining(until: until + drain)
        case .draining(let until) where now >= until:
            phase = .ended(.duration)
        case .measuring where isLive && now - lastMedia >= settings.stallLimit:
            phase = .ended(.stalled)
        default:
            break
        }
    }

    /// The source came to its end, or failed.
    ///
    /// It is tried again once it has sent media, whose first picture may still wait to be decoded.
    mutating func sourceStopped(canReconnect: Bool) -> SourceVerdict {
        switch phase {
        case .ended:
            return .stop
        case .starting, .unmarked, .measuring, .draining:
            guard isLive, canReconnect, hasMedia else { return .stop }
            failures += 1
            return .retry(failures: failures)
        }
    }

    /// Everything that came is analysed, and nothing more will come.
    mutating func sourceExhausted() {
        guard !isOver else { return }
        switch phase {
        case .starting: phase = .ended(.failed)
        case .unmarked: phase = .ended(.noMark)
        case .draining: phase = .ended(.duration)
        case .measuring: phase = .ended(.endOfStream)
        case .ended: break
        }
    }

    /// Somebody asked to stop.
    mutating func interrupt() {
        if !isOver {
            phase = .ended(.interrupted)
        }
    }

    /// The run cannot go on.
    mutating func fail() {
        if !isOver {
            phase = .ended(.failed)
        }
    }

    private mutating func beginMeasuring(stamp: FrameStamp, decoded: WallTime, now: MonotonicTime) {
        firstStamp = stamp.time
        let duration = settings.duration ?? (isLive ? ReceiveSettings.liveDuration : nil)
        end = isLive ? duration.map { decoded + $0 } : nil
        phase = .measuring(until: isLive ? duration.map { now + $0 } : nil)
    }

    /// Whether the frame was stamped at or after T1.
    ///
    /// Where nothing is known of the streamer's clock, T1 by its clock is as long after the first stamp as it is after
    /// the first marked picture by the receiver's: the same rule by which the frames are counted afterwards.
    private func isPastEnd(_ sample: Sample, stamp: FrameStamp, decoded: WallTime) -> Bool {
        guard isLive else {
            guard let duration = settings.duration, let time = stamp.time, let firstStamp else { return false }
            return time - firstStamp >= duration
        }
        // A frame stamped after T1 is not decoded before it: an earlier one that seems to be tells of a clock's step.
        guard let end, decoded >= end else { return false }
        if let time = stamp.time, let offset = sample.clockOffset {
            return time >= end + offset
        }
        guard let time = stamp.time, let firstStamp else { return true }
        return time - firstStamp >= settings.duration ?? ReceiveSettings.liveDuration
    }

    private mutating func count(_ sample: Sample) {
        tally.add(sample)
        if let limit = settings.frameLimit, tally.marked >= limit {
            phase = .ended(.frameLimit)
        }
    }
}
