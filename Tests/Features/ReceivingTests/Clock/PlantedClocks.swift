import LabModel

@testable import Receiving

/// Exchanges and rounds between a receiver whose clock is right and a streamer whose clock is off by a planted length.
struct PlantedClocks {
    /// A second of the run's clock.
    static func at(_ seconds: Double) -> WallTime {
        WallTime(nanoseconds: 1_800_000_000_000_000_000) + .seconds(seconds)
    }

    var offset = Latency.milliseconds(250)
    var roundTrip = Latency.microseconds(200)
    var boot = "other"
    /// Who answers; marks are those of 7.
    var stream: UInt32 = 7
    var bound: Double?
    var knowsMonotonic = true

    /// An exchange whose question leaves at a second of the run.
    func exchange(_ seconds: Double) -> ClockExchange {
        let t1 = Self.at(seconds)
        let half = Latency(nanoseconds: roundTrip.nanoseconds / 2)
        let arrived = t1 + half
        let t2 = arrived + offset
        let answer = ClockAnswer(
            t1: t1,
            t2: t2,
            t3: t2,
            bootID: boot,
            streamID: StreamID(rawValue: stream),
            newestFrame: nil,
            newestStamp: nil,
            errorBoundMs: bound,
            synchronized: bound != nil,
            monotonic: knowsMonotonic ? MonotonicTime(nanoseconds: (arrived - Self.at(-100)).nanoseconds) : nil
        )
        return ClockExchange(t1: t1, t2: t2, t3: t2, t4: t1 + roundTrip, answer: answer)
    }

    /// A round at a second of the run, on a machine whose own clock leads the run's.
    func round(_ seconds: Double, lead: Latency = .zero, asContact: Bool = false) -> ClockRound {
        let reading = MachineReading(at: Self.at(seconds), lead: lead, uncertainty: .microseconds(1))
        let after = MachineReading(at: Self.at(seconds + 0.01), lead: lead, uncertainty: .microseconds(1))
        let reply = ClockReply(exchange: exchange(seconds))
        return ClockRound(
            before: reading,
            replies: asContact ? [] : [reply],
            contact: asContact ? reply : nil,
            after: after
        )
    }
}
