public import LabModel
import Synchronization

/// What is known of the streamer's clock while a run goes on; set by whoever learns it, read at each sample.
public final class ClockView: Sendable {
    private let state: Mutex<(offset: Latency, bound: Latency?)?>

    /// Makes a view.
    /// - Parameter known: offset and its bound; nil where nothing is known of the clock.
    public init(known: (offset: Latency, bound: Latency?)? = nil) {
        state = Mutex(known)
    }

    /// Streamer clock − receiver clock and how far that may be off, nil where nobody knows; all nil without a clock.
    public var known: (offset: Latency, bound: Latency?)? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
