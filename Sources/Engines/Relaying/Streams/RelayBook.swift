internal import LabModel
internal import Synchronization

/// Keeps a relay's log, in bounded memory, from the threads of all connections.
final class RelayBook: Sendable {
    private let log = Mutex(RelayLog())
    private let limit: Int

    /// - Parameter limit: how many reads, and how many units; 0 keeps nothing.
    init(limit: Int) {
        self.limit = limit == 0 ? 0 : max(2, limit)
    }

    /// What was noted so far.
    var snapshot: RelayLog {
        log.withLock { $0 }
    }

    func note(_ read: RelayRead) {
        guard limit > 0 else { return }
        log.withLock { log in
            if log.reads.count >= limit {
                log.reads.removeFirst(limit / 2)
            }
            log.reads.append(read)
        }
    }

    func note(_ units: [TransportSurgeon.Unit], of connection: Int) {
        guard !units.isEmpty, limit > 0 else { return }
        log.withLock { log in
            if log.units.count >= limit {
                log.units.removeFirst(limit / 2)
            }
            for unit in units {
                log.units.append(
                    RelayUnit(
                        connection: connection,
                        place: unit.place,
                        presentation: unit.presentation,
                        end: unit.end
                    )
                )
            }
        }
    }
}
