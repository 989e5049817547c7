import LabModel

/// The rows of a trace as they come, checked against each other, as samples.
struct TraceRows {
    private(set) var samples: [Sample] = []
    private var frames: FrameMemory
    private var qualities: DecibelPool
    private let offset: Latency

    init(options: TraceOptions, capacity: Int) {
        samples.reserveCapacity(capacity)
        frames = FrameMemory(capacity: capacity)
        qualities = DecibelPool(unit: options.qualityUnit)
        offset = options.offset
    }

    /// Adds the next row.
    mutating func append(_ row: TraceRow, at place: TracePlace) throws(TraceError) {
        if let last = samples.last?.decoded, row.received < last {
            throw .receivedDecreases(place)
        }
        let isRepeated = samples.last?.stamp?.number == row.frame
        if let earlier = frames.note(row.frame, after: samples) {
            guard samples[earlier].stamp?.time == row.sent else { throw .sentTwice(frame: row.frame, place) }
        } else if let quality = row.quality {
            qualities.add(quality)
        }
        samples.append(
            Sample(
                stamp: FrameStamp(streamID: .foreign, number: row.frame, time: row.sent),
                arrival: row.received,
                decoded: row.received,
                size: row.size,
                isRepeated: isRepeated,
                clockOffset: offset
            )
        )
    }

    /// Everything that the rows say.
    var trace: Trace {
        var trace = Trace()
        trace.clockMethod = .trace
        trace.samples = samples
        trace.importedQuality = qualities.quality
        return trace
    }
}
