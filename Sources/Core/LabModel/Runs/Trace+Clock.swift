extension Trace {
    /// The exchanges that the clock offset was learnt from, in order.
    ///
    /// A streamer is asked for its newest frame too where its clock is known otherwise, as on one machine or by a
    /// reference; those answers say nothing about the offset between the clocks that were compared.
    public var clockExchanges: [ClockExchange] {
        switch clockMethod {
        case .http: exchanges
        case .ntp: isClockDirect ? exchanges : exchanges.filter { $0.answer == nil }
        case .sameHost, .trace, .none: []
        }
    }
}
