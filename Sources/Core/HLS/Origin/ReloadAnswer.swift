/// What an origin does with a request for its playlist.
public enum ReloadAnswer: Hashable, Sendable {
    /// Answer now, with `playlist(lowLatency:skipping:)`; the query's ``ReloadQuery/skips`` says which.
    case ready
    /// Judge it again after the next frame; after ``LiveWindowSettings/patience`` answer 503.
    case wait
    /// Answer with this status of HTTP; the text says why.
    case refused(status: Int, why: String)
}

/// What an origin does with a request for a map, a segment or a part.
public enum ResourceAnswer: Hashable, Sendable {
    /// Answer with these bytes, in this order.
    case bytes([[UInt8]])
    /// It is announced or being made: look again after the next frame; after ``LiveWindowSettings/patience`` answer 503.
    case wait
    /// Answer with 404: it never was, is gone, or lies too far ahead.
    case missing
}
