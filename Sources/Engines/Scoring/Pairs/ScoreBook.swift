internal import LabModel

/// The pairs that were scored, and those that are still to be; ids are places in it.
struct ScoreBook {
    /// The pairs, by id.
    private(set) var frames: [FrameQuality] = []
    /// Whether pairs were left out because there were too many.
    private(set) var isFull = false
    /// How many pairs it takes.
    let limit: Int

    /// - Parameter limit: how many pairs it takes.
    init(limit: Int = QualityFacts.frameLimit) {
        self.limit = limit
    }

    /// The id that the next pair gets; nil once the book is full.
    mutating func nextID() -> Int? {
        isFull = isFull || frames.count >= limit
        return isFull ? nil : frames.count
    }

    /// Enters a pair under the next id.
    mutating func add(_ frame: FrameQuality) {
        frames.append(frame)
    }

    /// Enters what came late.
    mutating func settle(_ late: PairScorer.Late) {
        for (id, vmaf) in late.whole where frames.indices.contains(id) {
            frames[id].scores.vmaf = vmaf
        }
        for (id, vmaf) in late.masked where frames.indices.contains(id) {
            frames[id].masked?.vmaf = vmaf
        }
    }
}
