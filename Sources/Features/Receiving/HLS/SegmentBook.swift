import HLS
import LabModel
import Synchronization

/// Keeps a ``SegmentLedger`` for several threads, and hands on what is known.
final class SegmentBook: Sendable {
    private let ledger = Mutex(SegmentLedger())
    private let known: @Sendable (SegmentFact) -> Void

    /// - Parameter known: gets each fact once everything is known of it, in the order of the requests.
    init(known: @escaping @Sendable (SegmentFact) -> Void) {
        self.known = known
    }

    func change(_ change: (inout SegmentLedger) -> Void) {
        let facts = ledger.withLock { ledger in
            change(&ledger)
            return ledger.takeKnown()
        }
        facts.forEach(known)
    }

    /// Hands on the rest.
    func close() {
        ledger.withLock { $0.takeAll() }.forEach(known)
    }
}
