import LabModel

/// How far a stream's keyframes are apart, by their presentation times.
struct KeyframeSpacing {
    /// Longer ones are taken for a jump of presentation time.
    static let limit = Latency.seconds(30)

    /// The longest that was seen; nil before the second keyframe.
    private(set) var longest: Latency?
    private var newest: Latency?

    /// Looks at the next frame in the order of decoding.
    mutating func add(_ sample: Sample) {
        guard sample.isKeyframe, let time = sample.presentationTime else { return }
        defer { newest = time }
        guard let newest, time > newest, time - newest <= Self.limit else { return }
        longest = max(longest ?? .zero, time - newest)
    }
}
