internal import LabModel

/// What a client can do next about media.
enum FetchStep {
    /// Ask for it.
    case fetch(FetchCandidate)
    /// Go on somewhere else; the note says what is missed, where anything is.
    case skip(to: FetchPosition, ClientNote?)
    /// Nothing, until something arrives.
    case wait
}

/// Media that could be asked for.
struct FetchCandidate {
    var uri: String
    var byteRange: ByteSpan?
    var media: MediaPlace
    var duration: Latency?
    var map: MediaMap?
    var isDiscontinuity = false
    var isHinted = false
    /// What is fetched behind it.
    var next: FetchPosition
}

/// Media that was asked for and has not come whole.
struct MediaFlight {
    var request: MediaRequest
    var attempts = 1
}

/// Media that is asked for again at some time.
struct MediaRetry {
    var at: MonotonicTime
    var flight: MediaFlight
}

/// Media that was asked for by a hint and is not listed yet.
struct HintedMedia {
    var id: Int
    var uri: String
    var byteRange: ByteSpan?
    var position: FetchPosition
    /// The map it was asked for with.
    var map: MediaMap?
}

/// What came of a segment that is fetched by its parts.
struct SegmentProgress {
    var sequence: Int
    var size = 0
    /// Parts asked for that have not come whole.
    var unfinished = 0
    /// Whether a part of it is missing.
    var isBroken = false
    /// How long its parts last that were listed.
    var duration = Latency.zero
    /// Parts that were announced and not listed yet.
    var unlisted = 0
}
