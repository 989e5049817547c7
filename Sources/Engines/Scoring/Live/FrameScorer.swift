public import LabModel
internal import Machine
public import Media
internal import Synchronization

/// Scores the frames of a run while it is received, on a thread of its own at the lowest priority, and after it what was
/// displayed in place of those that came late or never.
///
///     reading thread → every n-th picture → scoring thread
///     decoding thread → access units → spool thread → a file without a name → scored when there is time, or after the run
public final class FrameScorer: Sendable {
    private struct State {
        var rate: SamplingRate
        var places = PicturePlaces()
    }

    private let stream: PreparedScoring
    let spool: SpoolWriter
    private let queue = ScoringQueue<ScoringJob>(capacity: queuedPictures, bytes: queuedBytes) { $0.bytes }
    private let deferred = DeferredFrames()
    private let thread: WorkerThread
    private let state: Mutex<State>
    private let settings: QualitySettings
    private let isLive: Bool
    private let notes: ScoringNotes
    private let clock: any LabClock

    /// Pictures that may wait, each with all its memory.
    static let queuedPictures = 8
    /// How much memory they may hold: eight of 1080p with 8 bits, four of 2160p.
    private static let queuedBytes = 100_000_000

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - prepared: what scoring needs; for this run alone.
    ///   - isLive: whether pictures may be passed over rather than wait for; a file's wait.
    ///   - onScore: told of each pair as soon as it is scored, on any thread; VMAF is known only at the end.
    ///   - note: told what happens, by code and sentence, on any thread.
    public init(
        _ prepared: PreparedScoring,
        isLive: Bool,
        onScore: @escaping @Sendable (FrameQuality) -> Void = { _ in },
        note: @escaping @Sendable (_ code: String, _ text: String) -> Void
    ) {
        let notes = ScoringNotes(note)
        stream = prepared
        settings = prepared.settings
        self.isLive = isLive
        clock = prepared.clock
        self.notes = notes
        spool = SpoolWriter(limit: settings.spoolLimit, isLive: isLive, notes: notes)
        state = Mutex(State(rate: SamplingRate(least: prepared.settings.everyN)))
        prepared.use { stream in
            stream.note = notes
            stream.onScore = onScore
        }
        let loop = ScoringLoop(stream: prepared, queue: queue, deferred: deferred, spool: spool.spool)
        thread = WorkerThread(name: "scoring", yields: isLive) { loop.run() }
    }

    deinit {
        _ = queue.closeAndTakeRest()
    }

    /// Every how many frames one is scored now.
    public var everyN: Int {
        state.withLock { $0.rate.every }
    }

    /// What follows comes from a connection of its own.
    public func connected(_ video: VideoStreamInfo) {
        spool.connected(video)
    }

    /// A unit is about to be decoded; never waits in a live stream.
    public func arrived(_ unit: AccessUnit) {
        spool.add(unit)
    }

    /// A picture was decoded and its mark read; never waits in a live stream.
    ///
    /// - Parameters:
    ///   - picture: what was decoded.
    ///   - sample: what was seen of it.
    ///   - connection: whose it is, counted from 0.
    public func read(_ picture: Picture, as sample: Sample, connection: Int) {
        guard let stamp = sample.stamp, let number = stamp.number, stamp.time != nil else { return }
        guard stamp.streamID == stream.streamID else {
            notes.once(
                "quality_foreign_stream",
                "The stream \(stamp.streamID) is not the described one, \(stream.streamID): its frames are not scored."
            )
            return
        }
        let place = picture.sequence.map { PicturePlaces.Place(connection: connection, sequence: $0) }
        let isWanted = state.withLock { state in
            state.places.add(number, at: place) && !sample.isBacklog && state.rate.wants(number)
        }
        guard isWanted else { return }
        let job = ScoringJob(picture: picture, stamp: stamp)
        if isLive {
            offer(job, number, at: place)
        } else {
            queue.send(job)
        }
    }

    /// Lets a picture be scored now, or found again later; where there is room for neither, fewer are scored.
    private func offer(_ job: ScoringJob, _ number: FrameNumber, at place: PicturePlaces.Place?) {
        let depth = queue.offer(job)
        let hasRoom = depth != nil || put(off: job.stamp, at: place)
        // Once something was not kept deferred frames may stay so until the run is over: no reason to score fewer.
        let behind = (depth ?? Self.queuedPictures) + (spool.keepsAll ? deferred.count : 0)
        let changed: Int? = state.withLock { state in
            let hasChanged = hasRoom ? state.rate.took(behind: behind) : state.rate.overflowed()
            return hasChanged ? state.rate.every : nil
        }
        guard let changed else { return }
        deferred.follow(every: changed)
        if !hasRoom, deferred.wants(job.stamp) {
            _ = put(off: job.stamp, at: place)
        }
        let reason = hasRoom ? "scoring has time again" : "scoring cannot keep up"
        notes("quality_sampling", "From frame \(number.rawValue) on one of \(changed) frames is scored: \(reason).")
    }

    /// Lets a picture be found again, as long as everything is kept.
    private func put(off stamp: FrameStamp, at place: PicturePlaces.Place?) -> Bool {
        guard let place, spool.keepsAll else { return false }
        return deferred.add(stamp, at: place)
    }

    /// Scores what still waits, then what was displayed when frames were due; blocks as long as that takes.
    ///
    /// To be called once, when the run is over and its analysis is finished.
    /// - Parameters:
    ///   - trace: the run, with its samples and its settled clock.
    ///   - folder: where the worst moments go; nil where none is kept.
    ///   - interrupt: ends it soon, whatever is left; VMAF's programs get some seconds for what they were given.
    /// - Returns: everything that was scored.
    public func conclude(
        _ trace: Trace,
        worstFolder folder: String? = nil,
        interrupt: Interrupt = Interrupt()
    ) -> QualityFacts {
        // Both threads wait for VMAF's programs, and do not look at the interrupt meanwhile.
        let grace = VMAFGrace(by: clock)
        let handler = interrupt.onCancel { [stream] in grace.begin(stream.cancelVMAF) }
        defer {
            interrupt.removeHandler(handler)
            grace.end()
        }
        let rest = queue.closeAndTakeRest()
        thread.join()
        let (rate, places) = state.withLock { ($0.rate, $0.places) }
        var facts = QualityFacts(metrics: QualityMetric.allCases.filter(settings.metrics.contains), everyN: rate.every)
        facts.content = stream.content
        stream.use { stream in
            for job in rest where !interrupt.isCancelled {
                stream.score(job.picture, shown: job.stamp.number, against: job.stamp, as: .matched)
            }
            let search = spool.finish()
                .map { SpoolSearch(spool: $0, places: places, interrupt: interrupt, clock: clock) }
            var ending = ScoringEnd(stream: stream, search: search, notes: notes, interrupt: interrupt)
            ending.deferred = Dictionary(
                deferred.take().values.compactMap { stamp in stamp.number.map { ($0, stamp) } },
                uniquingKeysWith: { first, _ in first }
            )
            facts = ending.conclude(trace, every: rate.most, settings: settings, folder: folder, facts: facts)
        }
        if interrupt.isCancelled {
            notes(RunEvent.qualityInterrupted, "Scoring was interrupted after the run: what was left is not scored.")
        }
        return facts
    }
}
