internal import LabModel

/// The newest pieces in order, in a ring of fixed length: everything since the last keyframe and what viewers that lag
/// behind may still need, within limits of count, bytes and age.
struct ChunkLog {
    /// A piece and how many bytes were published up to its end.
    struct Entry {
        var chunk: MediaChunk
        var endOffset: Int
    }

    private let limits: FanoutLimits
    private var slots: [Entry?]

    /// The oldest piece that is kept; equal to ``next`` while nothing is.
    private(set) var oldest = 0
    /// The number that the next piece gets.
    private(set) var next = 0
    /// The last keyframe, if it is still kept.
    private(set) var keyframe: Int?
    /// Bytes published so far.
    private(set) var totalBytes = 0

    init(limits: FanoutLimits) {
        self.limits = limits
        slots = Array(repeating: nil, count: limits.keptChunks)
    }

    /// A kept piece; nil when it is dropped or not yet published.
    subscript(sequence: Int) -> Entry? {
        guard sequence >= oldest, sequence < next else { return nil }
        return slots[sequence % slots.count]
    }

    /// How many bytes were published before a kept piece begins.
    func offset(of sequence: Int) -> Int {
        self[sequence].map { $0.endOffset - $0.chunk.bytes.count } ?? totalBytes
    }

    mutating func append(_ chunk: MediaChunk) {
        if next - oldest == slots.count {
            dropOldest()
        }
        totalBytes += chunk.bytes.count
        slots[next % slots.count] = Entry(chunk: chunk, endOffset: totalBytes)
        if chunk.isKeyframe {
            keyframe = next
        }
        next += 1
        trim(newest: chunk.instant)
    }

    private mutating func trim(newest: MonotonicTime) {
        while oldest < next - 1, let entry = self[oldest] {
            let bytes = totalBytes - entry.endOffset + entry.chunk.bytes.count
            let isTooMuch = bytes > limits.keptBytes.bytes
            let isTooOld = newest - entry.chunk.instant > limits.keptTime && oldest < (keyframe ?? next)
            guard isTooMuch || isTooOld else { return }
            dropOldest()
        }
    }

    private mutating func dropOldest() {
        slots[oldest % slots.count] = nil
        if keyframe == oldest {
            keyframe = nil
        }
        oldest += 1
    }
}
