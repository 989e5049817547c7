import LabModel

/// What runs that are measured at once have in common: whom they ask, one fit of the clocks, one control stream.
struct GroupFacts: Sendable {
    /// Asks for the time, for all of them.
    let probe: ClockProbe
    /// Asks the streamer for the rest.
    let contact: StreamerContact
    /// What the streamer said of its stream; nil where it was not reached.
    let description: StreamDescription?
    /// The control stream; nil where none is received.
    let control: ControlReception?
    /// How many runs there are.
    let runs: Int

    /// Gives a run that is over what was learnt for all: each gets every answer about the time, so that all are fitted
    /// alike and the fit's error is the same in each of them.
    func settle(_ session: ReceiveSession) {
        let queue = control?.longestWaitMs
        let exchanges = runs > 1 ? probe.exchanges : nil
        session.recorder.update { trace in
            trace.receiver.maxDecodeQueueMs = [trace.receiver.maxDecodeQueueMs, queue].compactMap { $0 }.max()
            if let exchanges, trace.join != nil {
                trace.exchanges = exchanges
            }
        }
    }
}
