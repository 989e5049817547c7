internal import LabModel
internal import Media

/// Finds the pictures of deferred frames among the access units that are kept while a run goes on; one thread at a time.
///
/// It decodes each unit at most once more, and none before the first frame is deferred.
final class SpoolFollower {
    private let deferred: DeferredFrames
    private let spool: UnitSpool
    private let clock: any LabClock
    private lazy var decoder = SpoolDecoder(spool, clock: clock)
    private var wanted: DeferredFrames.Stamps = [:]
    /// Behind this one none of the wanted pictures can come.
    private var last = PicturePlaces.Place(connection: 0, sequence: 0)
    /// Frames whose pictures did not come; they are looked for once more after the run.
    private var missed: DeferredFrames.Stamps = [:]

    /// How many units a picture may be behind its own, where pictures are reordered.
    private static let reordering = 64

    init(_ deferred: DeferredFrames, spool: UnitSpool, clock: any LabClock) {
        self.deferred = deferred
        self.spool = spool
        self.clock = clock
    }

    /// The next deferred frame with its picture.
    /// - Parameter isWelcome: asked before each unit is decoded.
    /// - Returns: nil where there is none yet.
    func next(while isWelcome: () -> Bool) -> (picture: Picture, stamp: FrameStamp)? {
        if wanted.isEmpty {
            wanted = deferred.take()
            last = wanted.keys.max { ($0.connection, $0.sequence) < ($1.connection, $1.sequence) } ?? last
        }
        while !wanted.isEmpty, isWelcome() {
            guard let found = advance() else {
                // Nothing more comes: waiting on would look like work that is never done.
                if spool.refusal != nil { miss() }
                return nil
            }
            guard let sequence = found.picture.sequence else { continue }
            let place = PicturePlaces.Place(connection: found.connection, sequence: sequence)
            if let stamp = wanted.removeValue(forKey: place) {
                deferred.settle(1)
                guard deferred.wants(stamp) else { continue }
                return (found.picture, stamp)
            }
            if (place.connection, sequence) > (last.connection, last.sequence + Self.reordering) {
                miss()
            }
        }
        return nil
    }

    private func advance() -> (connection: Int, picture: Picture)? {
        do throws(MediaError) {
            return try decoder.next(awaitsMore: true)
        } catch {
            // After the run the same is tried again from the beginning, and what fails then is told.
            deferred.close()
            miss()
            return nil
        }
    }

    private func miss() {
        deferred.settle(wanted.count)
        if missed.count < DeferredFrames.limit {
            missed.merge(wanted) { first, _ in first }
        }
        wanted = [:]
    }

    /// Gives back what was not found, to be looked for after the run.
    func end() {
        deferred.giveBack(wanted)
        deferred.giveBack(missed)
        (wanted, missed) = ([:], [:])
    }
}
