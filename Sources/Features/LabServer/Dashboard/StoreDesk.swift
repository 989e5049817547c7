import Dispatch
import LabModel
import Machine
import RunStore
import Synchronization

/// Reads the store on a thread of its own, one wish after the other, so that whoever waits for the disk holds up nobody.
final class StoreDesk: Sendable {
    /// How many wishes may wait.
    static let limit = 512

    private let store: RunStore
    private let waiting = Mutex(0)
    private let line = DispatchQueue(label: "lab-server-store")

    init(_ store: RunStore) {
        self.store = store
    }

    /// Reads something.
    /// - Throws: what the reading throws, or ``LabServerError/busy(what:)`` where too many wait already.
    func read<Value: Sendable>(_ wish: @escaping @Sendable (RunStore) throws -> Value) async throws -> Value {
        let mayWait = waiting.withLock { waiting in
            guard waiting < Self.limit else { return false }
            waiting += 1
            return true
        }
        guard mayWait else { throw LabServerError.busy(what: "requests") }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            line.async { [store] in
                continuation.resume(with: Result { try wish(store) })
            }
        }
    }
}
