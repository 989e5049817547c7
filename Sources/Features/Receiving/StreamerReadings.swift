import LabModel
import Machine
import Synchronization

/// Readings of a streamer that are taken while a run goes on, and hold nobody up.
///
/// Each is taken on a thread of its own, one at a time: what is wanted meanwhile is one more after it.
final class StreamerReadings: Sendable {
    private struct State {
        var taken: [StreamerReading]
        var thread: WorkerThread?
        var isWanted = false
        var hasBegun = false
    }

    /// The instants that matter come last: a stream that comes up late moves its join.
    private static let limit = 8

    private let contact: StreamerContact
    private let clock: any LabClock
    private let state: Mutex<State>

    /// - Parameters:
    ///   - contact: asks the streamer.
    ///   - clock: the run's.
    ///   - first: a reading that was taken already.
    init(_ contact: StreamerContact, clock: any LabClock, first: StreamerReading? = nil) {
        self.contact = contact
        self.clock = clock
        state = Mutex(State(taken: first.map { [$0] } ?? []))
    }

    /// Takes a reading now.
    func take() {
        state.withLock { begin(&$0) }
    }

    /// Takes a reading now, unless one was asked for before.
    func takeFirst() {
        state.withLock { state in
            if !state.hasBegun {
                begin(&state)
            }
        }
    }

    /// Waits for those under way.
    /// - Parameter instant: of the run's clock.
    /// - Returns: the reading whose answer came nearest to it; nil where none came.
    func nearest(to instant: MonotonicTime) async -> StreamerReading? {
        await state.withLock { $0.thread }?.ended()
        return state.withLock { state in
            state.taken.min { Self.distance($0, instant) < Self.distance($1, instant) }
        }
    }

    private func begin(_ state: inout State) {
        state.hasBegun = true
        state.isWanted = true
        guard state.thread == nil else { return }
        state.thread = WorkerThread(name: "ask-streamer") { self.takeAllWanted() }
    }

    private func takeAllWanted() {
        while isWanted() {
            guard let reading = StreamerReading.now(contact, clock) else { continue }
            state.withLock { state in
                state.taken.append(reading)
                state.taken = state.taken.suffix(Self.limit)
            }
        }
    }

    private static func distance(_ reading: StreamerReading, _ instant: MonotonicTime) -> UInt64 {
        (reading.instant - instant).nanoseconds.magnitude
    }

    /// Whether one more is wanted; the thread ends where none is.
    private func isWanted() -> Bool {
        state.withLock { state in
            defer { state.isWanted = false }
            if !state.isWanted {
                state.thread = nil
            }
            return state.isWanted
        }
    }
}
