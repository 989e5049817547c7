internal import LabModel
internal import Synchronization

/// Frames that found no room to be scored while they were received: their pictures are found again among the access units
/// that are kept, as soon as there is time.
///
/// Segments come in bursts; without this each of them would look like more than can be scored.
final class DeferredFrames: Sendable {
    typealias Stamps = [PicturePlaces.Place: FrameStamp]

    private let waiting = Mutex<Stamps>([:])
    private let amount = Atomic<Int>(0)
    private let isClosed = Atomic<Bool>(false)
    private let every = Atomic<Int>(1)

    /// How many frames wait at most: three segments of six seconds at 30 frames a second.
    static let limit = 600

    /// How many frames wait, those included that were taken and are not settled.
    var count: Int {
        amount.load(ordering: .relaxed)
    }

    /// Notes a frame.
    /// - Returns: false where there is no room for it, or no frame's picture is found again any more.
    func add(_ stamp: FrameStamp, at place: PicturePlaces.Place) -> Bool {
        guard count < Self.limit, !isClosed.load(ordering: .relaxed) else { return false }
        let isNew = waiting.withLock { $0.updateValue(stamp, forKey: place) == nil }
        amount.add(isNew ? 1 : 0, ordering: .relaxed)
        return true
    }

    /// From now on one of so many frames is scored: leaves out the others.
    func follow(every: Int) {
        self.every.store(every, ordering: .relaxed)
        waiting.withLock { stamps in
            let before = stamps.count
            stamps = stamps.filter { wants($0.value) }
            amount.subtract(before - stamps.count, ordering: .relaxed)
        }
    }

    /// Whether a frame is one of those that are scored now.
    func wants(_ stamp: FrameStamp) -> Bool {
        Int(stamp.number?.rawValue ?? 0).isMultiple(of: max(1, every.load(ordering: .relaxed)))
    }

    /// Takes all that wait; whoever takes them settles each, or gives it back.
    func take() -> Stamps {
        waiting.withLock { stamps in
            defer { stamps = [:] }
            return stamps
        }
    }

    /// Frames that were taken are scored, or given up.
    func settle(_ count: Int) {
        amount.subtract(count, ordering: .relaxed)
    }

    /// Takes frames back whose pictures were not found yet.
    func giveBack(_ stamps: Stamps) {
        waiting.withLock { $0.merge(stamps) { first, _ in first } }
    }

    /// Takes no more frames.
    func close() {
        isClosed.store(true, ordering: .relaxed)
    }
}
