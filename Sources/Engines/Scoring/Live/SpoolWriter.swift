internal import LabModel
internal import Machine
internal import Media

/// Keeps a run's access units on a thread of its own, so that a slow disk delays nobody.
///
/// Its thread does not yield to others: it only copies, and holds locks for which decoding waits.
final class SpoolWriter: Sendable {
    private enum Entry: Sendable {
        case connected(VideoStreamInfo)
        case unit(AccessUnit)
    }

    /// What is kept; nil where nothing can be.
    let spool: UnitSpool?
    private let queue = ScoringQueue<Entry>(capacity: queuedUnits, bytes: queuedBytes) { entry in
        switch entry {
        case .connected: 0
        case .unit(let unit): unit.size.bytes
        }
    }
    private let thread: WorkerThread?
    private let isLive: Bool
    private let notes: ScoringNotes

    /// Units that may wait for the disk: half a minute of them.
    private static let queuedUnits = 2_000
    /// How many bytes of them.
    private static let queuedBytes = 64_000_000

    /// - Parameters:
    ///   - limit: how much is kept of a run.
    ///   - isLive: whether nobody may wait for the disk.
    ///   - notes: told what is not kept.
    init(limit: ByteCount, isLive: Bool, notes: ScoringNotes) {
        self.isLive = isLive
        self.notes = notes
        do throws(MediaError) {
            let spool = try UnitSpool.make(limit: limit)
            self.spool = spool
            let queue = queue
            thread = WorkerThread(name: "quality-spool") {
                while let entry = queue.take() {
                    Self.write(entry, to: spool)
                }
            }
        } catch {
            spool = nil
            thread = nil
            notes.once("quality_spool", "What was displayed cannot be scored: \(error)")
        }
    }

    deinit {
        _ = queue.closeAndTakeRest()
    }

    private static func write(_ entry: Entry, to spool: UnitSpool) {
        switch entry {
        case .connected(let video): spool.connected(video)
        case .unit(let unit): spool.add(unit)
        }
    }

    /// Whether everything was kept so far.
    var keepsAll: Bool {
        spool.map { $0.refusal == nil } ?? false
    }

    func connected(_ video: VideoStreamInfo) {
        put(.connected(video))
    }

    func add(_ unit: AccessUnit) {
        put(.unit(unit))
    }

    private func put(_ entry: Entry) {
        guard let spool, spool.refusal == nil else { return }
        if !isLive {
            queue.send(entry)
        } else if queue.offer(entry) == nil {
            spool.refuse("the disk is too slow")
        }
    }

    /// Keeps what still waits.
    /// - Returns: everything that was kept; nil where nothing could be.
    func finish() -> UnitSpool? {
        let rest = queue.closeAndTakeRest()
        thread?.join()
        guard let spool else { return nil }
        for entry in rest {
            Self.write(entry, to: spool)
        }
        if let refusal = spool.refusal {
            notes.once("quality_spool", "Not the whole run was kept to be scored as it was displayed: \(refusal).")
        }
        return spool
    }
}
