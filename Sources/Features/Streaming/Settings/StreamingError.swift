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
    /// No container of the video's codec carries sound.
    case soundNotCarried(codec: String)
    /// More addresses to push to than one streamer serves.
    case tooManyPushes(count: Int, limit: Int)
    /// The content file cannot be read.
    case unreadableContent(path: String, reason: String)
    /// The file of trusted certificates is of no use.
    case unreadableAuthorities(path: String, reason: String)
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
        case .contentMissing, .badLadder, .soundNotCarried, .tooManyPushes, .unreadableContent, .unreadableAuthorities,
            .readyFile:
            nil
        }
    }

    /// What went wrong.
    public var what: String {
        switch self {
        case .contentMissing: "a prerecorded stream needs a video file"
        case .badLadder(let reason): "the ladder cannot be made: \(reason)"
        case .soundNotCarried(let codec): "no container carries \(codec) with sound"
        case .tooManyPushes(let count, let limit): "\(count) addresses are more than the \(limit) that can be pushed to"
        case .unreadableContent(_, let reason): "cannot read the content file: \(reason)"
        case .unreadableAuthorities(_, let reason): "no certificates to trust can be read: \(reason)"
        case .readyFile(_, let reason): "cannot write the ready file: \(reason)"
        case .media, .mark, .server: cause?.what ?? ""
        }
    }

    /// Where it went wrong.
    public var place: String? {
        switch self {
        case .contentMissing: nil
        case .badLadder: "--ladder"
        case .soundNotCarried: "--audio"
        case .tooManyPushes: "--push"
        case .unreadableContent(let path, _), .unreadableAuthorities(let path, _), .readyFile(let path, _): path
        case .media, .mark, .server: cause?.place
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .contentMissing: "Name one with --content, or stream live with --video-type LIVE."
        case .badLadder: "Name heights up to the stream's own, such as --ladder 720p,480p,240p, and --codec h264."
        case .soundNotCarried: "Leave it out, or take --codec h264."
        case .tooManyPushes: "Start a second streamer for the rest."
        case .unreadableContent: "Name a readable video file with --content."
        case .unreadableAuthorities: "Name a PEM file in SSL_CERT_FILE, or unset it to trust whom the system trusts."
        case .readyFile: "Name a file in a folder that can be written to with --ready-file."
        case .media, .mark, .server: cause?.remedy
        }
    }

    /// Wrong usage where the command line is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .contentMissing, .badLadder, .soundNotCarried, .tooManyPushes, .unreadableAuthorities: .usage
        case .unreadableContent, .readyFile: .failed
        case .media, .mark, .server: cause?.exitStatus ?? .failed
        }
    }
}
