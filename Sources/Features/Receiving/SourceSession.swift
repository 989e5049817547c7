import Analysis
import LabModel
import Media

/// What the loop over a source tells of it, and asks: a run, its control, or a fresh join.
protocol SourceSession: AnalysisSink {
    /// Collects what is seen of the source besides its frames.
    var recorder: TraceRecorder { get }

    /// When nothing more is wanted of the source.
    var over: RunEnd { get }

    /// A connection is about to be asked for, the first or another; and again just before its first request for media,
    /// where that is later.
    func asking(at now: WallTime)

    /// A connection stands, to a stream that is waited for so long after its end; nil for the usual time.
    func connected(isLive: Bool, drain: Latency?)

    /// An access unit arrived.
    func mediaArrived()

    /// So many bytes of media were read of a stretch that is over and that libav fetched.
    func readElsewhere(_ size: ByteCount)

    /// Everything is known of a segment or part.
    func fetched(_ segment: SegmentFact)

    /// Whether ``heard(_:)`` is wanted.
    var wantsSound: Bool { get }

    /// Sound arrived; returns at once.
    func heard(_ units: [SoundUnit])

    /// The source came to its end, or failed.
    /// - Returns: whether to connect again.
    func sourceStopped(_ stop: SourceStop, canReconnect: Bool) -> SourceVerdict

    /// Everything that came is analysed, and nothing more will come.
    func sourceExhausted()
}

extension SourceSession {
    /// Most measure pictures alone.
    var wantsSound: Bool { false }

    /// Most measure pictures alone.
    func heard(_ units: [SoundUnit]) {}

    /// Most need not know.
    func asking(at now: WallTime) {}

    /// Most do not count.
    func readElsewhere(_ size: ByteCount) {}

    /// Most store none.
    func fetched(_ segment: SegmentFact) {
        recorder.noteSegment(segment)
    }
}

/// How a source stopped.
enum SourceStop {
    case ended
    case failed(any Error)

    var isFailure: Bool {
        if case .failed = self { true } else { false }
    }

    /// A sentence for a person.
    var text: String {
        switch self {
        case .ended: "the source came to its end"
        case .failed(let error): "\(error)"
        }
    }
}

/// What to do after a source has stopped.
enum SourceVerdict: Equatable {
    /// Connect again after a while.
    case retry(after: Latency)
    /// Nothing more is to be had.
    case stop

    /// Connecting again after so many failures in a row: from 100 ms, doubled each time, to 2 s.
    static func retry(failures: Int) -> SourceVerdict {
        let backoff = Latency.milliseconds(100 * Double(1 << min(max(failures, 1) - 1, 5)))
        return .retry(after: min(backoff, .seconds(2)))
    }
}
