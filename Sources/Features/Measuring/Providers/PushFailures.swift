import LabModel
import Synchronization

/// What a streamer last said of each target that it could not push to, from the lines of its log.
final class PushFailures: Sendable {
    /// So many targets are remembered.
    private static let limit = 64
    /// So many characters of a reason.
    private static let length = 500

    private let reasons = Mutex<[Int: String]>([:])

    /// Takes a line of the log; all but `push_failed` are passed over.
    func add(_ line: String) {
        guard let code = line.firstRange(of: " \(RunEvent.pushFailed) reason=") else { return }
        // What stands behind the reason is the log's own, and in the order of the names.
        let rest = line[code.upperBound...]
        guard let mark = rest.ranges(of: " target=").last,
            let target = Int(rest[mark.upperBound...].prefix { $0.isNumber }), (1...Self.limit).contains(target)
        else { return }
        let reason = rest[..<(rest.ranges(of: " retry_in=").last?.lowerBound ?? mark.lowerBound)]
        reasons.withLock { $0[target] = String(reason.prefix(Self.length)) }
    }

    /// The last reason of a target, numbered from 1; nil where it never failed.
    func last(of target: Int) -> String? {
        reasons.withLock { $0[target] }
    }
}
