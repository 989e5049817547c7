public import LabModel

/// Why nothing could be received.
public enum ReceiverError: LabError, Equatable {
    /// The source opened, and gave no picture in time.
    case noPicture(url: String, limit: Latency)
    /// The stream should have come up, and was refused until the time was over.
    case neverCame(url: String, limit: Latency, reason: String)
    /// No picture came, and the streamer could not push the stream to where it is played from.
    case notPushed(url: String, reason: String)
    /// The source came to its end, and nothing in it could be decoded.
    case endedWithoutPicture(url: String)
    /// The streamer shares no clock with this machine, though its user says so.
    case notSameHost(url: String)
    /// The streamer runs on this machine, and its clock still shows another time.
    case clocksDiffer(url: String, offset: Latency)
    /// A file is under test, and a control stream beside it.
    case controlOfFile(url: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .noPicture(_, let limit): "no picture within \(limit.secondsText)"
        case .neverCame(_, let limit, let reason): "the stream did not come up within \(limit.secondsText): \(reason)"
        case .notPushed(_, let reason): "no picture came, and the stream was not pushed as it should be: \(reason)"
        case .endedWithoutPicture: "the source ended before any picture could be decoded"
        case .notSameHost: "the streamer runs on another machine, so `--clock same-host` would be wrong"
        case .clocksDiffer(_, let offset):
            "the streamer's clock is \(offset.stepText) off this machine's, so `--clock same-host` would be wrong"
        case .controlOfFile: "a file is not received at the same time as a control stream"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .noPicture(let url, _), .neverCame(let url, _, _), .notPushed(let url, _),
            .endedWithoutPicture(let url), .notSameHost(let url),
            .clocksDiffer(let url, _),
            .controlOfFile(let url):
            RedactedURL.text(url)
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .noPicture: "Is it a live video? Look with `ffplay`, or allow more time with --start-limit"
        case .neverCame: "See that its push arrives, or allow more time with --start-limit"
        case .notPushed: "See that the address it is pushed to, and the key, are right"
        case .endedWithoutPicture: "Look at it with `ffplay`"
        case .notSameHost, .clocksDiffer: "Use `--clock auto`"
        case .controlOfFile:
            "Leave --control out, or name the half of the pictures that shows the control: left, right, top or bottom"
        }
    }
}

extension Latency {
    /// Seconds for a person: `15 s`, `0.5 s`.
    var secondsText: String {
        let tenths = (seconds * 10).rounded() / 10
        let text = "\(tenths)"
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + " s"
    }
}
