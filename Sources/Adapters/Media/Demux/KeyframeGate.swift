internal import LabModel

/// Keeps units back that cannot be decoded: all before the first keyframe, and the pictures shown before an open one.
struct KeyframeGate {
    private enum State: Equatable {
        case closed
        /// After a keyframe that earlier pictures may be shown before.
        case leading(after: Latency)
        case open
    }

    /// After so many units without a keyframe the stream's own marking is not believed.
    static let patience = 600

    private var state: State
    private var droppedInARow = 0
    private var reason = "the stream was joined between keyframes"
    private var events: [MediaEvent] = []
    /// Units kept back.
    private(set) var dropped = 0

    init(isOpen: Bool = false) {
        state = isOpen ? .open : .closed
    }

    mutating func takeEvents() -> [MediaEvent] {
        defer { events = [] }
        return events
    }

    /// Waits for the next keyframe again.
    mutating func close(_ reason: String) {
        state = .closed
        self.reason = reason
    }

    /// Whether a unit can be decoded.
    mutating func lets(_ unit: AccessUnitAssembler.Unit) -> Bool {
        switch state {
        case .open:
            return true
        case .leading(let start):
            if let time = unit.times.presentation, time < start {
                dropped += 1
                return false
            }
            if unit.times.presentation != nil {
                state = .open
            }
            return true
        case .closed:
            return opens(unit)
        }
    }

    private mutating func opens(_ unit: AccessUnitAssembler.Unit) -> Bool {
        guard unit.isKey || droppedInARow >= Self.patience else {
            droppedInARow += 1
            dropped += 1
            return false
        }
        if droppedInARow > 0 {
            let text = "\(reason): \(droppedInARow) access units before the first keyframe were left out"
            events.append(MediaEvent(code: "waiting_for_keyframe", text: text))
        }
        droppedInARow = 0
        state = unit.isClean ? .open : unit.times.presentation.map { .leading(after: $0) } ?? .open
        return true
    }
}
