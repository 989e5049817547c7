public import LabModel

extension MediaError {
    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .cannotOpen(_, let reason): "cannot open the stream: \(reason)"
        case .refusedByServer(_, let status): "the server answered \(status)"
        case .ledElsewhere(_, let target): "the server leads on to another one: \(target)"
        case .folder: "a folder is no stream"
        case .unknownProtocol: "nothing here speaks this protocol"
        case .unknownFormat(let hint): "no container is called \(hint)"
        case .notMedia(_, let found): "no media, but \(found)"
        case .playlist: "this is a playlist of HLS"
        case .damaged(_, let format, let reason): "the \(format) media is cut off or damaged: \(reason)"
        case .noVideo: "the media holds no video"
        case .empty: "the stream ended before its first access unit"
        case .timedOut(_, let doing, let seconds): "nothing came for \(Self.text(seconds)) s while \(doing)"
        case .cancelled: "cancelled"
        case .sourceFailed(_, let reason): "reading failed: \(reason)"
        case .tooLong(_, let limit): "the document is longer than \(limit) bytes"
        case .codecMissing(let codec, let doing): "this libav cannot \(doing) \(codec)"
        case .badSetting(let name, let value, let reason): "\(name) cannot be \(value): \(reason)"
        case .decoderFailed(let codec, let reason): "the \(codec) decoder failed: \(reason)"
        case .encoderFailed(let codec, let reason): "the \(codec) encoder failed: \(reason)"
        case .muxerFailed(let format, let reason): "the container \(format) failed: \(reason)"
        case .scalerFailed(let reason): "the picture cannot be converted: \(reason)"
        case .badTarget(_, let reason): "cannot push there: \(reason)"
        case .notCarried(_, let codec, let format): "\(format) does not carry \(codec)"
        case .untrusted(_, isOtherHost: true): "the server's certificate is of another host"
        case .untrusted(_, isOtherHost: false):
            "nobody who is trusted signed the server's certificate, or it has run out"
        case .sendFailed(_, let reason): "pushing failed: \(reason)"
        case .sendTimedOut(_, let doing, let seconds):
            "the other side took more than \(Self.text(seconds)) s while \(doing)"
        case .outOfMemory(let what): "no memory for \(what)"
        }
    }

    /// The address, without credentials; nil where the error has none.
    public var place: String? {
        switch self {
        case .cannotOpen(let address, _), .refusedByServer(let address, _), .folder(let address),
            .unknownProtocol(let address), .notMedia(let address, _), .damaged(let address, _, _),
            .playlist(let address), .ledElsewhere(let address, _), .noVideo(let address), .empty(let address),
            .timedOut(let address, _, _),
            .sourceFailed(let address, _), .tooLong(let address, _), .badTarget(let address, _),
            .notCarried(let address, _, _), .untrusted(let address, _), .sendFailed(let address, _),
            .sendTimedOut(let address, _, _):
            address
        default: nil
        }
    }

    /// What to do next; nil where nothing is known to help.
    public var remedy: String? {
        switch self {
        case .cannotOpen: "Check that the address is right and that its sender is running"
        case .refusedByServer: "Check the address's path and what the server allows"
        case .ledElsewhere: "Give the address that it leads to"
        case .folder: "Name a file in it"
        case .unknownProtocol: "Use http, https, rtmp, srt, rtsp, udp, a file's path or -"
        case .unknownFormat: "`ffmpeg -demuxers` lists the names"
        case .notMedia: "Give the address of the stream itself, such as …/live.ts"
        case .playlist: "Receive it as HLS"
        case .damaged: "Record it anew: what its end or its index says is missing"
        case .noVideo: "Give the address of a stream with video"
        case .empty: "Check that the sender is sending"
        case .timedOut: "Check that the sender is sending, or allow more time"
        case .sourceFailed: "Check the connection and try again"
        case .codecMissing: "Choose another codec, or install a libav that has it"
        case .outOfMemory: "Close other programs or use smaller pictures"
        case .badTarget: "docs/protocols.md lists what can be pushed to, with examples"
        case .notCarried: "Encode with --codec h264, or push another way"
        case .untrusted(_, isOtherHost: true): "Push to a name that stands in the certificate"
        case .untrusted(_, isOtherHost: false):
            "Name a PEM file with its signer's certificate, or with its own, in SSL_CERT_FILE"
        case .sendFailed: "Check the address, its key, and that the server is running"
        case .sendTimedOut: "Check the server and the network to it"
        case .tooLong: "Check that the address is the one that was meant"
        case .cancelled, .badSetting, .decoderFailed, .encoderFailed, .muxerFailed, .scalerFailed: nil
        }
    }

    /// Wrong usage where the command line names a target that cannot be.
    public var exitStatus: ExitStatus {
        switch self {
        case .badTarget, .notCarried: .usage
        default: .failed
        }
    }

    private static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    }
}
