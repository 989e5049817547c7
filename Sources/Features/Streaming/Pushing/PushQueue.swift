internal import LabModel
internal import Media

/// What a ``PushQueue`` must know of a frame.
protocol QueuedFrame {
    var isKeyframe: Bool { get }
    var byteCount: Int { get }
}

/// A frame on its way to a target, and the sound that travels with it.
struct PushedFrame: QueuedFrame {
    var packet: EncodedPacket
    var sound: [SoundPacket] = []

    var isKeyframe: Bool { packet.isKeyframe }
    var byteCount: Int { sound.reduce(packet.size.bytes) { $0 + $1.size.bytes } }
}

/// Frames on their way to one target: bounded, and never without the keyframe that the next one needs.
///
/// When it is full the oldest group of pictures goes, so that what is sent can always be decoded.
struct PushQueue<Frame: QueuedFrame> {
    /// How much may wait.
    struct Limits: Hashable {
        var frames: Int
        var bytes: Int
    }

    private let limits: Limits
    private var frames: [Frame] = []
    /// Where the oldest frame stands: those before it are gone.
    private var head = 0
    private var bytes = 0
    private var wantsKeyframe = true
    /// Frames that were given up so far.
    private(set) var dropped = 0

    init(_ limits: Limits) {
        self.limits = limits
    }

    /// Frames that wait.
    var count: Int { frames.count - head }

    /// Adds a frame, or drops it where no keyframe came before it.
    mutating func append(_ frame: Frame) {
        while !fits(frame), count > 0 {
            dropOldestGroup()
        }
        if frame.isKeyframe {
            wantsKeyframe = false
        } else if count == 0, !fits(frame) {
            wantsKeyframe = true
        }
        guard !wantsKeyframe else {
            dropped += 1
            return
        }
        frames.append(frame)
        bytes += frame.byteCount
    }

    /// Takes the oldest frame; nil where none waits.
    mutating func popFirst() -> Frame? {
        guard count > 0 else { return nil }
        let frame = frames[head]
        head += 1
        bytes -= frame.byteCount
        if head >= 64, head * 2 >= frames.count {
            frames.removeFirst(head)
            head = 0
        }
        return frame
    }

    /// Keeps what a new connection begins with: the newest keyframe and what came after it.
    mutating func beginAtNewestKeyframe() {
        guard let newest = frames[head...].lastIndex(where: \.isKeyframe) else {
            drop(count)
            wantsKeyframe = true
            return
        }
        drop(newest - head)
    }

    /// Gives up everything.
    mutating func dropAll() {
        drop(count)
        wantsKeyframe = true
    }

    private func fits(_ frame: Frame) -> Bool {
        count < limits.frames && bytes + frame.byteCount <= limits.bytes
    }

    /// Drops the oldest frames up to the next keyframe; all of them where none follows.
    private mutating func dropOldestGroup() {
        let next = frames[head...].dropFirst().firstIndex(where: \.isKeyframe)
        drop((next ?? frames.count) - head)
        if count == 0 {
            wantsKeyframe = true
        }
    }

    private mutating func drop(_ number: Int) {
        for _ in 0..<number where popFirst() != nil {
            dropped += 1
        }
    }
}
