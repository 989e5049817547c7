import LabModel
import Synchronization

/// When to fetch another variant: a simple rule, so that a run can be understood, not the best one.
///
/// Over the newest four segments or parts whose length is known: when they took longer to come than they last, one step
/// down; when they came at one and a half times the rate of the next variant and in at most half of what they last, one
/// step up. What a server makes while it sends takes as long as it lasts, and changes nothing. After each step four more
/// are waited for.
struct ThroughputRule {
    /// A step in the order of rates.
    enum Step: Equatable {
        case down, up
    }

    static let window = 4

    private struct Came {
        var size: ByteCount
        var took: Latency
        var lasts: Latency
    }

    private var newest: [Came] = []

    /// Takes what came whole.
    mutating func add(_ fact: SegmentFact) {
        guard let first = fact.firstByte, let last = fact.lastByte, let lasts = fact.duration, lasts > .zero else {
            return
        }
        // What comes in one piece took the time of nothing: it is counted as a millisecond.
        newest.append(Came(size: fact.size, took: max(last - first, .milliseconds(1)), lasts: lasts))
        if newest.count > Self.window {
            newest.removeFirst()
        }
    }

    /// The step that is due, where the next higher variant has this rate; nil for none.
    mutating func step(next: DataRate?) -> Step? {
        guard newest.count == Self.window else { return nil }
        let took = newest.reduce(Latency.zero) { $0 + $1.took }
        let lasts = newest.reduce(Latency.zero) { $0 + $1.lasts }
        let bits = newest.reduce(0) { $0 + $1.size.bytes } * 8
        if took > lasts {
            newest = []
            return .down
        }
        guard let next, took + took <= lasts, Double(bits) / took.seconds >= 1.5 * Double(next.bitsPerSecond) else {
            return nil
        }
        newest = []
        return .up
    }
}

/// Keeps a ``ThroughputRule`` for several threads.
final class ThroughputWatch: Sendable {
    private let rule = Mutex(ThroughputRule())

    func add(_ fact: SegmentFact) {
        rule.withLock { $0.add(fact) }
    }

    func step(next: DataRate?) -> ThroughputRule.Step? {
        rule.withLock { $0.step(next: next) }
    }
}
