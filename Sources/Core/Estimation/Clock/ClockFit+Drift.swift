extension ClockFit {
    /// How fast the offset changed, in parts per million: positive where the streamer's clock is the faster one.
    ///
    /// Steps take no part. Nil where no two exchanges lie between the same steps.
    public var driftPpm: Double? {
        slope.map { $0.value * 1e6 }
    }

    /// How far the mean drift over the run may be from ``driftPpm``, in parts per million, never negative.
    ///
    /// It follows from how wide the offset's range is at the ends of each piece over the piece's length, and from the
    /// drift limit; it is hard, not statistical. Nil where ``driftPpm`` is.
    public var driftUncertaintyPpm: Double? {
        slope.map { $0.uncertainty * 1e6 }
    }

    private var slope: ClockSlope? {
        ClockSlope(clock.pieces, driftLimit: driftLimit)
    }
}
