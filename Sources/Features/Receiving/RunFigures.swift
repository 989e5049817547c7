import LabModel

/// What a streamer counts in a run: read at the join and at T1, or at the run's end where that comes first.
struct RunFigures: Sendable {
    private let atJoin: StreamerReadings
    private let atEnd: StreamerReadings
    private let clock: any LabClock

    /// Takes the first reading, just before media is asked for.
    /// - Returns: nil where the server described no stream: it has no figures either.
    static func begin(_ facts: GroupFacts, clock: any LabClock) async -> RunFigures? {
        guard facts.description != nil else { return nil }
        let contact = facts.contact
        return RunFigures(contact, first: await StreamerReading.ask(contact, clock), clock: clock)
    }

    init(_ contact: StreamerContact, first: StreamerReading?, clock: any LabClock) {
        atJoin = StreamerReadings(contact, clock: clock, first: first)
        atEnd = StreamerReadings(contact, clock: clock)
        self.clock = clock
    }

    /// The join has moved to this moment: nothing that was counted before belongs to the run.
    func joinMoved() {
        atJoin.take()
    }

    /// T1 is here: nothing that is counted from now on belongs to the run.
    ///
    /// Only the first call counts.
    func ended() {
        atEnd.takeFirst()
    }

    /// The streamer's part of a summary, where the run is over.
    /// - Parameter join: by the run's clock.
    /// - Returns: nil where it did not answer at both ends, or was started anew between.
    func summary(from join: WallTime) async -> Summary.Streamer? {
        ended()
        let now = clock.monotonicNow()
        let last = await atEnd.nearest(to: now)
        return last?.summary(since: await atJoin.nearest(to: now + (join - clock.now())))
    }
}
