import Foundation
public import LabModel
import Synchronization

/// Stores the samples of one of a run's streams as they come, on a thread of its own, so that measuring never waits for the disk.
///
/// A commit is begun when 1,000 samples wait or 150 ms have passed since the first of them, whichever comes first.
/// While another process holds the database, samples wait and nothing is lost, up to the limit; at the end, for at most
/// ``RunStore/patience``.
public final class SampleWriter: Sendable {
    /// How many samples, exchanges, events, segments and scored pairs may wait for the disk: an hour at 55 frames a second.
    public static let queueLimit = 200_000

    /// How long the first one waits before a commit is begun: leaves 100 ms for the commit itself.
    static let commitInterval = Latency.milliseconds(150)
    /// How often the thread looks whether enough samples wait to commit before that.
    private static let lookInterval = Latency.milliseconds(10)

    private struct State {
        var waiting = SampleBatch()
        /// When the first of those that wait was added; nil when none does.
        var firstAdded: MonotonicTime?
        var isFinishing = false
        var failure: RunStoreError?
    }

    private let store: RunStore
    private let run: StoredRun
    private let stream: SampleStream
    private let clock: any LabClock
    private let patience: Latency
    private let state = Mutex(State())
    /// Signalled when the first one waits, and at the end.
    private let work = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)

    /// Starts the thread; it ends with ``finish()``, which must be called.
    ///
    /// - Parameters:
    ///   - store: where the run is.
    ///   - run: a run that was begun and not finished.
    ///   - clock: what commits are timed by.
    ///   - stream: which stream the samples are of; each stream has one writer, and both may write at once.
    public convenience init(store: RunStore, run: StoredRun, clock: any LabClock, stream: SampleStream = .test) {
        self.init(store: store, run: run, clock: clock, stream: stream, patience: RunStore.patience)
    }

    /// Starts the thread with another limit for the last commit.
    init(store: RunStore, run: StoredRun, clock: any LabClock, stream: SampleStream = .test, patience: Latency) {
        self.store = store
        self.patience = patience
        self.run = run
        self.stream = stream
        self.clock = clock
        let thread = Thread { [self] in
            writeUntilFinished()
            ended.signal()
        }
        thread.name = "store"
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Adds a sample; never waits for the disk.
    public func add(_ sample: Sample) {
        add { $0.samples.append(sample) }
    }

    /// Adds an answer about the time.
    public func add(exchange: ClockExchange) {
        add { $0.exchanges.append(exchange) }
    }

    /// Adds something that happened.
    public func add(event: RunEvent) {
        add { $0.events.append(event) }
    }

    /// Adds what was seen of a segment or part of the stream under test, once nothing more comes of it.
    ///
    /// A run keeps the first ``LabModel/Trace/segmentLimit`` of them.
    public func add(segment: SegmentFact) {
        add { $0.segments.append(segment) }
    }

    /// Adds what a pair of pictures of the stream under test scored.
    ///
    /// A run keeps the first ``LabModel/QualityFacts/frameLimit`` of them. Should the process be killed, they are told
    /// where ``add(facts:)`` said before what was asked for.
    public func add(quality: FrameQuality) {
        add { $0.quality.append(quality) }
    }

    /// Adds what is known so far of the run besides samples, exchanges, events, segments and scored pairs, in place of what
    /// was known before: so that a run whose process is killed still says its join, period and media.
    public func add(facts trace: Trace) {
        add { $0.facts = TraceFacts(trace) }
    }

    /// Why samples are no longer stored; nil while all goes well.
    ///
    /// What is added after it is dropped.
    public var failure: RunStoreError? {
        state.withLock { $0.failure }
    }

    /// Commits everything that waits and ends the thread; calls after the first only report.
    /// - Throws: ``failure``, or why the last samples could not be stored.
    public func finish() throws(RunStoreError) {
        state.withLock { $0.isFinishing = true }
        work.signal()
        ended.wait()
        ended.signal()
        if let failure {
            throw failure
        }
    }

    private func add(_ change: (inout SampleBatch) -> Void) {
        let isFirst = state.withLock { state in
            guard state.failure == nil, !state.isFinishing else { return false }
            guard state.waiting.count < Self.queueLimit else {
                state.failure = .overflow(limit: Self.queueLimit, path: store.path)
                return false
            }
            change(&state.waiting)
            guard state.firstAdded == nil else { return false }
            state.firstAdded = clock.monotonicNow()
            return true
        }
        if isFirst {
            work.signal()
        }
    }

    private func writeUntilFinished() {
        while waitForBatch() {
            commit()
        }
    }

    /// Waits until a commit is due.
    /// - Returns: false at the end, when nothing waits any more.
    private func waitForBatch() -> Bool {
        while true {
            let (firstAdded, isDue, isFinishing) = state.withLock { state in
                (state.firstAdded, state.waiting.samples.count >= RunStore.chunkLimit, state.isFinishing)
            }
            guard let firstAdded else {
                if isFinishing {
                    return false
                }
                work.wait()
                continue
            }
            let now = clock.monotonicNow()
            let deadline = firstAdded + Self.commitInterval
            if isDue || isFinishing || now >= deadline {
                return true
            }
            clock.blockUntil(min(deadline, now + Self.lookInterval))
        }
    }

    /// Commits what waits.
    ///
    /// Behind another process's lock it stays in line; at the end it is tried again until patience is over.
    private func commit() {
        let (batch, firstAdded, isLast) = state.withLock { state in
            defer {
                state.waiting = SampleBatch()
                state.firstAdded = nil
            }
            return (state.waiting, state.firstAdded, state.isFinishing)
        }
        do throws(RunStoreError) {
            if isLast {
                try store.patiently(by: clock, atMost: patience) { () throws(RunStoreError) in
                    try store.append(batch, to: run, stream: stream)
                }
            } else {
                try store.append(batch, to: run, stream: stream)
            }
        } catch {
            if isLast || !keepInLine(batch, firstAdded, after: error) {
                fail(error)
            } else {
                clock.blockUntil(clock.monotonicNow() + Self.lookInterval)
            }
        }
    }

    /// Puts a batch back before what was added meanwhile, where another attempt makes sense.
    private func keepInLine(
        _ batch: SampleBatch,
        _ firstAdded: MonotonicTime?,
        after error: RunStoreError
    ) -> Bool {
        guard case .locked = error else { return false }
        return state.withLock { state in
            guard state.failure == nil else { return false }
            var line = batch
            line.append(state.waiting)
            state.waiting = line
            state.firstAdded = firstAdded
            return true
        }
    }

    private func fail(_ error: RunStoreError) {
        state.withLock { state in
            state.failure = state.failure ?? error
            state.waiting = SampleBatch()
            state.firstAdded = nil
        }
    }
}
