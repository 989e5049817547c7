extension Summary {
    /// Whether the operating delay is known only from below: more frames were never seen than may miss their time, one in a
    /// thousand of those expected.
    public var hasOpenOperatingDelay: Bool {
        Double(frames.unresolved ?? 0) * 1_000 > Double(frames.expected ?? 0)
    }
}
