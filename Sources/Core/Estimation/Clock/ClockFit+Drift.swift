extension ClockFit {
    /// How fast the offset changes, in parts per million.
    public var driftPpm: Double? { nil }
    /// How far ``driftPpm`` may be off.
    public var driftUncertaintyPpm: Double? { nil }
}
