import Synchronization

/// Counts what a server was asked for, by path.
final class Visits: Sendable {
    private let counts = Mutex<[String: Int]>([:])

    func note(_ path: String) {
        counts.withLock { $0[path, default: 0] += 1 }
    }

    func count(of path: String) -> Int {
        counts.withLock { $0[path, default: 0] }
    }
}
