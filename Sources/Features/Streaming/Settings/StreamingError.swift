public import LabModel
public import Marks
public import Media
public import StreamHTTP

/// What keeps a streamer from streaming.
public enum StreamingError: LabError, Equatable {
    /// A prerecorded stream without a file.
    case contentMissing
    /// The ladder cannot be made of this stream.
    case badLadder(reason: String)
    /// More addresses to push to than one streamer serves.
    case tooManyPushes(count: Int, limit: Int)
    /// The content file cannot be read.
    case unreadableContent(path: String, reason: String)
    /// The ready file cannot be written.
    case readyFile(path: String, reason: String)
    /// The codec, the container or the content file failed.
    case media(MediaError)
    /// The mark cannot be drawn.
    case mark(MarkError)
    /// The HTTP server failed.
    case server(StreamHTTPError)

    private var cause: (any LabError)? {
        switch self {
        case .media(let error): error
        case .mark(let error): error
        case .server(let error): error
        case .contentMissing, .badLadder, .tooManyPushes, .unreadableContent, .readyFile: nil
        }
    }

    /// What went wrong.
    public var what: String {
        switch self {
        case .contentMissing: "a prerecorded stream needs a video file"
        case .badLadder(let reason): "the ladder cannot be made: \(reason)"
        case .tooManyPushes(let count, let limit): "\(count) addresses are more than the \(limit) that can be pushed to"
        case .unreadableContent(_, let reason): "cannot read the content file: \(reason)"
        case .readyFile(_, let reason): "cannot write the ready file: \(reason)"
        case .media, .mark, .server: cause?.what ?? ""
        }
    }

    /// Where it went wrong.
    public var place: String? {
        switch self {
        case .contentMissing: nil
        case .badLadder: "--ladder"
        case .tooManyPushes: "--push"
        case .unreadableContent(let path, _), .readyFile(let path, _): path
        case .media, .mark, .server: cause?.place
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .contentMissing: "Name one with --content, or stream live with --video-type LIVE."
        case .badLadder: "Name heights up to the stream's own, such as --ladder 720p,480p,240p, and --codec h264."
        case .tooManyPushes: "Start a second streamer for the rest."
        case .unreadableContent: "Name a readable video file with --content."
        case .readyFile: "Name a file in a folder that can be written to with --ready-file."
        case .media, .mark, .server: cause?.remedy
        }
    }

    /// Wrong usage where the command line is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .contentMissing, .badLadder, .tooManyPushes: .usage
        case .unreadableContent, .readyFile: .failed
        case .media, .mark, .server: cause?.exitStatus ?? .failed
        }
    }
}
