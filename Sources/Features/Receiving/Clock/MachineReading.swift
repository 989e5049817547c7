import LabModel

/// Where this machine's UTC stood against a run's clock.
struct MachineReading: Hashable, Sendable {
    /// When, by the run's clock.
    var at: WallTime
    /// UTC − the run's clock: zero until UTC is stepped.
    var lead: Latency
    /// How far the lead may be off, either way.
    var uncertainty: Latency

    init(at: WallTime, lead: Latency, uncertainty: Latency) {
        self.at = at
        self.lead = lead
        self.uncertainty = uncertainty
    }

    /// Reads it now.
    init(_ clock: RunClock) {
        let machine = clock.machine()
        at = clock.time(at: machine.monotonic)
        lead = clock.lead(of: machine)
        uncertainty = machine.uncertainty
    }

    /// Whether an exchange proves that the clock that was asked is not this machine's.
    ///
    /// The exchange's hard interval must leave out where UTC stood before it and where it stood after it.
    static func isContradicted(by exchange: ClockExchange, before: MachineReading, after: MachineReading) -> Bool {
        let (least, largest) = (exchange.t3 - exchange.t4, exchange.t2 - exchange.t1)
        return [before, after].allSatisfy { reading in
            let slack = reading.uncertainty + tolerance
            return reading.lead + slack < least || reading.lead - slack > largest
        }
    }

    /// Two readings of one clock on two processors, and of the pair that a run begins with.
    static let tolerance = Latency.microseconds(20)
}
