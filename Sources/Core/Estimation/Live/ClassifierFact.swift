public import LabModel

/// Something that a classifier noticed about a run while it looked at a sample.
public enum ClassifierFact: Hashable, Sendable {
    /// The marks name another stream: the streamer was started anew.
    case newStream(epoch: UInt16, from: StreamID, to: StreamID)
    /// The presentation time left what the stamps say by this much, positive forwards.
    case presentationJump(epoch: UInt16, by: Latency)

    /// The code of the run's event.
    public var code: String {
        "epoch"
    }

    /// The event's text, a sentence for a person.
    public var text: String {
        switch self {
        case .newStream(let epoch, let old, let new):
            "Stream \(old) was replaced by stream \(new): epoch \(epoch) begins."
        case .presentationJump(let epoch, let shift):
            "Presentation time jumped by \(Figures.milliseconds(shift.milliseconds)): epoch \(epoch) begins."
        }
    }

    /// The fact as an event of the run.
    /// - Parameter tS: When, in seconds from the run's first byte request.
    /// - Returns: The event.
    public func event(tS: Double) -> RunEvent {
        RunEvent(tS: tS, code: code, text: text)
    }
}
