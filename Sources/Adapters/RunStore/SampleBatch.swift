import LabModel

/// What was observed since the last commit.
struct SampleBatch {
    var samples: [Sample] = []
    var exchanges: [ClockExchange] = []
    var events: [RunEvent] = []
    var segments: [SegmentFact] = []
    var quality: [FrameQuality] = []
    var facts: TraceFacts?

    var count: Int {
        samples.count + exchanges.count + events.count + segments.count + quality.count
    }

    var isEmpty: Bool {
        count == 0 && facts == nil
    }

    /// Adds what was observed later.
    mutating func append(_ later: SampleBatch) {
        samples += later.samples
        exchanges += later.exchanges
        events += later.events
        segments += later.segments
        quality += later.quality
        facts = later.facts ?? facts
    }
}
