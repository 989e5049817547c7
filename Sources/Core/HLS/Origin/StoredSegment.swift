internal import LabModel

/// A segment of a live window with the bytes of its frames.
struct StoredSegment {
    /// A part that is whole.
    struct Part {
        /// Which of the segment's frames.
        var frames: Range<Int>
        var duration: Latency
        /// Whether it begins with a keyframe.
        var isIndependent: Bool
    }

    let sequence: Int
    /// When its first frame was due.
    let time: WallTime
    /// Whether it begins with a keyframe.
    let isIndependent: Bool
    private(set) var frames: [[UInt8]] = []
    private(set) var parts: [Part] = []
    /// How long its frames last together, counted in ticks so that no rounding adds up.
    private(set) var duration = Latency.zero
    private(set) var size = 0
    /// Frames from its last keyframe on.
    private(set) var framesOfGroup = 0
    /// The part that is being made; none when it has no frames.
    private(set) var openPart: Part

    private let rate: FrameRate
    /// What its frames last beyond a tick each.
    private var excess = Latency.zero

    /// How long the next frame lasts when it lasts one tick; rounding makes it differ by a nanosecond from frame to frame.
    var nextTick: Latency {
        rate.timeOfTick(Int64(frames.count) + 1) - rate.timeOfTick(Int64(frames.count))
    }

    init(sequence: Int, rate: FrameRate, first frame: LiveFrame) {
        self.sequence = sequence
        self.rate = rate
        time = frame.time
        isIndependent = frame.isKeyframe
        openPart = Part(frames: 0..<0, duration: .zero, isIndependent: false)
    }

    /// Adds a frame that lasts a tick and `excess`.
    mutating func append(_ bytes: [UInt8], excess: Latency, isKeyframe: Bool) {
        framesOfGroup = isKeyframe ? 1 : framesOfGroup + 1
        if openPart.frames.isEmpty {
            openPart.isIndependent = isKeyframe
        }
        frames.append(bytes)
        size += bytes.count
        self.excess = self.excess + excess
        let start = duration
        duration = rate.timeOfTick(Int64(frames.count)) + self.excess
        openPart.frames = openPart.frames.lowerBound..<frames.count
        openPart.duration = openPart.duration + duration - start
    }

    mutating func closePart() {
        guard !openPart.frames.isEmpty else { return }
        parts.append(openPart)
        openPart = Part(frames: frames.count..<frames.count, duration: .zero, isIndependent: false)
    }

    /// The bytes of a whole part; nil where there is none of that number.
    func bytes(ofPart part: Int) -> [[UInt8]]? {
        parts.indices.contains(part) ? Array(frames[parts[part].frames]) : nil
    }
}
