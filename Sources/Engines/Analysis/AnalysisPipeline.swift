public import LabModel
import Machine
public import Media
import Synchronization

/// Decodes access units and reads their marks, each on a thread of its own behind a bounded queue, so that neither
/// delays the next arrival and reading never delays decoding.
///
///     arrival thread → units → decode thread → pictures → reading thread → sink
public final class AnalysisPipeline: Sendable {
    enum Unit: Sendable {
        case connected(VideoStreamInfo)
        case arrived(AccessUnit, queued: MonotonicTime)
    }

    enum Outcome: Sendable {
        case picture(Picture, connection: Int)
        case lost(AccessUnit)
        case note(code: String, text: String)
    }

    private let units: BoundedQueue<Unit>
    private let decodeThread: WorkerThread
    private let readThread: WorkerThread
    private let clock: any LabClock
    private let load: DecodeLoad
    private let stop: AbandonFlag

    /// Starts the threads.
    ///
    /// - Parameters:
    ///   - plan: how much may wait, and how samples are made.
    ///   - clock: the clock of arrivals and decodings.
    ///   - sink: gets what is found.
    public init(_ plan: AnalysisPlan, clock: any LabClock, sink: any AnalysisSink) {
        let units = BoundedQueue<Unit>(capacity: plan.limits.queuedUnits)
        let outcomes = BoundedQueue<Outcome>(capacity: plan.limits.queuedPictures)
        let load = DecodeLoad()
        let stop = AbandonFlag()
        self.stop = stop
        self.units = units
        self.clock = clock
        self.load = load
        decodeThread = WorkerThread(name: "decode") {
            let stage = DecodeStage(clock: clock, outcomes: outcomes, load: load, stop: stop, sink: sink)
            stage.observer = plan.observer
            stage.run(units)
            outcomes.close()
        }
        readThread = WorkerThread(name: "read-marks") {
            var stage = ReadingStage(plan: plan, sink: sink)
            stage.run(outcomes, hurriedDepth: plan.limits.hurriedDepth, stop: stop)
        }
    }

    /// Says that what follows comes from a connection of its own.
    public func connected(_ video: VideoStreamInfo) {
        units.send(.connected(video))
    }

    /// Hands over an access unit; waits while the queue is full.
    public func arrived(_ unit: AccessUnit) {
        units.send(.arrived(unit, queued: clock.monotonicNow()))
    }

    /// Discards what waits and all that still comes: nobody wants it any more, and ``finish()`` is soon done.
    public func abandon() {
        stop.raise()
    }

    /// Decodes and reads what still waits, and ends the threads; blocks until then.
    public func finish() {
        units.close()
        decodeThread.join()
        readThread.join()
    }

    /// The longest that an access unit has waited to be decoded so far.
    public var longestWait: Latency {
        load.longestWait
    }
}

/// Says that nobody wants what is still to be analysed.
final class AbandonFlag: Sendable {
    private let flag = Atomic<Bool>(false)

    func raise() {
        flag.store(true, ordering: .relaxed)
    }

    var isRaised: Bool {
        flag.load(ordering: .relaxed)
    }
}

/// How far decoding lags behind receiving.
final class DecodeLoad: Sendable {
    private let longest = Atomic<Int64>(0)

    func waited(_ wait: Latency) {
        _ = longest.max(wait.nanoseconds, ordering: .relaxed)
    }

    var longestWait: Latency {
        Latency(nanoseconds: longest.load(ordering: .relaxed))
    }
}
