/// A player as a viewer has one.
///
/// It has a clock that ticks each millisecond, a queue of what has arrived, and a delay behind live at which it wants to
/// play. It knows nothing of percentiles, and of the stream only what arrives.
struct PacedPlayer {
    private(set) var stalls = 0
    private(set) var shown: [Int] = []

    /// Plays all that a delivery holds.
    /// - Parameters:
    ///   - delivery: What arrives when.
    ///   - delay: How far behind live, in milliseconds.
    ///   - startUp: How long after joining it begins, in milliseconds, with the first frame that is due then.
    init(_ delivery: SegmentedDelivery, delay: Double, startUp: Double = 1_500) {
        var coming = delivery.frames.sorted { $0.arrival < $1.arrival }[...]
        var queue: [SegmentedDelivery.Frame] = []
        // What a frame's presentation time must be for it to be due at the origin.
        var clock = delivery.presentationShift - delay
        var now = delivery.joined + startUp
        let firstDue = ((now - delay) / 40).rounded(.up)
        var next = Int(firstDue)
        var isStanding = false
        while let last = delivery.frames.last, next <= last.number {
            while let frame = coming.first, frame.arrival <= now {
                queue.append(frame)
                coming.removeFirst()
            }
            let due = Double(next) * 40 + delivery.presentationShift
            if now + clock >= due {
                if let place = queue.firstIndex(where: { $0.number == next }) {
                    shown.append(next)
                    queue.removeSubrange(...place)
                    next += 1
                    isStanding = false
                    continue
                }
                stalls += isStanding ? 0 : 1
                isStanding = true
            }
            now += 1
            clock -= isStanding ? 1 : 0
        }
    }
}
