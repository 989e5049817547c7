public import LabModel

/// Why a benchmark gave no number.
public enum BenchmarkError: LabError, Equatable {
    /// What was measured did not do its work: a fast failure must not look like speed.
    case wrongWork(benchmark: String, reason: String)
    /// A process could not be started, or ended with another code than 0.
    case process(command: String, reason: String)
    /// An unknown name on the command line.
    case unknownBenchmark(String, known: [String])

    /// What went wrong.
    public var what: String {
        switch self {
        case .wrongWork(let benchmark, let reason): "\(benchmark) did not do its work: \(reason)"
        case .process(let command, let reason): "\(command): \(reason)"
        case .unknownBenchmark(let name, _): "no benchmark is called \"\(name)\""
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .wrongWork: "Look at the program by hand: it is broken, not slow."
        case .process:
            "Install ffmpeg, nginx with its RTMP module and GStreamer's RTSP server, and build the lab's executables by "
                + "`swift build -c release`."
        case .unknownBenchmark(_, let known): "Choose of: \(known.joined(separator: ", "))."
        }
    }

    /// An unknown name is wrong usage.
    public var exitStatus: ExitStatus {
        if case .unknownBenchmark = self { .usage } else { .failed }
    }
}
