/// How wrong a clock is made on purpose, to see whether the lab finds out.
public struct PlantedClockError: Hashable, Sendable {
    /// How far the clock is ahead at ``since``; negative behind.
    public var offset: Latency
    /// How much faster it runs, in parts per million; negative slower.
    public var driftPpm: Double
    /// When it begins to drift, by the right clock.
    public var since: WallTime

    /// Makes an error; each argument is the property of its name.
    public init(offset: Latency, driftPpm: Double, since: WallTime) {
        self.offset = offset
        self.driftPpm = driftPpm
        self.since = since
    }

    /// How far the clock is ahead at an instant of the right clock.
    public func lead(at instant: WallTime) -> Latency {
        offset + .seconds((instant - since).seconds * driftPpm / 1e6)
    }
}

extension PlantedClockError: LosslessStringConvertible {
    /// `NS:PPM:NS`, the offset, the drift and the instant since when.
    public var description: String {
        "\(offset.nanoseconds):\(driftPpm):\(since.nanoseconds)"
    }

    /// Reads what ``description`` writes.
    /// - Returns: nil for anything else, and for a drift that is no finite number.
    public init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, let offset = Int64(parts[0]), let driftPpm = Double(parts[1]), driftPpm.isFinite,
            let since = Int64(parts[2])
        else { return nil }
        self.init(offset: Latency(nanoseconds: offset), driftPpm: driftPpm, since: WallTime(nanoseconds: since))
    }
}

/// A right clock's time made wrong: UTC is ahead and drifts, the clock that is never stepped stays as it is.
public struct PlantedClock: LabClock {
    private let base: any LabClock
    private let error: PlantedClockError

    /// Makes a clock wrong.
    public init(_ base: any LabClock, error: PlantedClockError) {
        self.base = base
        self.error = error
    }

    /// UTC with its error.
    public func now() -> WallTime {
        let right = base.now()
        return right + error.lead(at: right)
    }

    /// The right clock's.
    public func monotonicNow() -> MonotonicTime {
        base.monotonicNow()
    }

    /// As the right clock does.
    public func blockUntil(_ instant: MonotonicTime) {
        base.blockUntil(instant)
    }

    /// As the right clock does.
    public func sleep(until instant: MonotonicTime) async throws {
        try await base.sleep(until: instant)
    }
}
