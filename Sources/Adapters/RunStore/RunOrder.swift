import LabModel

/// In which order a list of runs stands.
public struct RunOrder: Hashable, Sendable {
    /// By what runs are sorted.
    public enum Key: String, Hashable, Sendable, CaseIterable {
        /// When they began.
        case started
        /// Their names in any case, then their attempts.
        case id
        /// Whose they are, in any case.
        case provider
        /// How far they came.
        case state
        /// How long was measured.
        case duration
        /// Frames that no picture explains.
        case dropped
        /// The 95th percentile of frame delay.
        case frameDelay = "frame_delay"
        /// The 95th percentile of signal delay.
        case signalDelay = "signal_delay"
        /// The operating delay.
        case operatingDelay = "operating_delay"
        /// How many warnings they carry.
        case warnings
    }

    /// By what.
    public var key: Key
    /// Whether the greatest, the newest or the last of the alphabet comes first.
    public var isDescending: Bool

    /// Makes an order.
    public init(_ key: Key, isDescending: Bool = false) {
        (self.key, self.isDescending) = (key, isDescending)
    }

    /// The newest first.
    public static let newest = RunOrder(.started, isDescending: true)

    /// Reads a key, with `-` before it for the greatest first; nil for anything else.
    public init?(_ text: String) {
        let isDescending = text.hasPrefix("-")
        guard let key = Key(rawValue: String(isDescending ? text.dropFirst() : text[...])) else { return nil }
        self.init(key, isDescending: isDescending)
    }

    /// The key, with `-` before it for the greatest first: what ``init(_:)`` reads.
    public var text: String { (isDescending ? "-" : "") + key.rawValue }

    /// The runs in this order: those that do not say come last either way, and equals with the newest first.
    /// - Complexity: O(n log n).
    public func sorted(_ runs: [RunListing]) -> [RunListing] {
        let values = runs.map { key.value(of: $0) }
        let places = runs.indices.sorted { one, other in
            switch (values[one], values[other]) {
            case (let first?, let second?) where first != second: isDescending ? second < first : first < second
            case (.some, nil): true
            case (nil, .some): false
            default: Self.isNewer(runs[one], runs[other])
            }
        }
        return places.map { runs[$0] }
    }

    private static func isNewer(_ one: RunListing, _ other: RunListing) -> Bool {
        (other.startedAt, other.analysisNumber) < (one.startedAt, one.analysisNumber)
    }
}

extension RunOrder.Key {
    /// What is compared of two runs.
    fileprivate enum Value: Comparable {
        case number(Double)
        /// A delay, and whether it is known only from below: then it is behind all that are known.
        case delay(Double, isLowerBound: Bool)
        case whole(Int64)
        case text(String, Int)

        static func < (one: Value, other: Value) -> Bool {
            switch (one, other) {
            case (.number(let one), .number(let other)): one < other
            case (.delay(let one, false), .delay(let other, false)), (.delay(let one, true), .delay(let other, true)):
                one < other
            case (.delay(_, let isLowerBound), .delay): !isLowerBound
            case (.whole(let one), .whole(let other)): one < other
            case (.text(let one, let first), .text(let other, let second)): (one, first) < (other, second)
            default: false
            }
        }
    }

    fileprivate func value(of run: RunListing) -> Value? {
        switch self {
        case .started: .whole(run.startedAt.nanoseconds)
        case .id: .text(run.id.lowercased(), run.attempt)
        case .provider: .text(run.provider.lowercased(), 0)
        case .state: .text(run.state.rawValue, 0)
        case .duration: run.figures?.durationS.map { .number($0) }
        case .dropped: run.figures?.dropped.map { .whole(Int64($0)) }
        case .frameDelay: run.figures?.frameDelayP95Ms.map { .number($0) }
        case .signalDelay: delay(run, \.signalDelayP95Ms, \.isSignalDelayLowerBound)
        case .operatingDelay: delay(run, \.operatingDelayMs, \.isOperatingDelayLowerBound)
        case .warnings: run.figures.map { .whole(Int64($0.warnings)) }
        }
    }

    private func delay(
        _ run: RunListing,
        _ milliseconds: KeyPath<RunListing.Figures, Double?>,
        _ isLowerBound: KeyPath<RunListing.Figures, Bool>
    ) -> Value? {
        run.figures.flatMap { figures in
            figures[keyPath: milliseconds].map { .delay($0, isLowerBound: figures[keyPath: isLowerBound]) }
        }
    }
}
