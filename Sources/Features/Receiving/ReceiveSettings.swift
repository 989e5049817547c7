public import LabModel
import Media
public import Relaying
public import Scoring
public import WebClient

/// Whose clock a run is measured against.
public enum ClockChoice: Hashable, Sendable {
    /// The streamer's `/clock` at the media URL's origin, else at the control's; a shared clock is recognised.
    case automatic
    /// The streamer's `/clock` at another address.
    case url(String)
    /// An NTP server: the streamer itself, or a reference that the streamer's clock follows too.
    case ntp(NTPServer)
    /// Both run on this machine, as its user says.
    case sameHost
    /// No clock: no delays, only counts and smoothness.
    case none

    /// Reads the words of `--clock`.
    /// - Returns: nil for anything that is none of them and no address of http or ntp.
    public init?(_ text: String) {
        switch text {
        case "auto": self = .automatic
        case "same-host": self = .sameHost
        case "none": self = .none
        default:
            if let server = NTPServer(text) {
                self = .ntp(server)
                return
            }
            guard text.hasPrefix("http://") || text.hasPrefix("https://") else { return nil }
            self = .url(text)
        }
    }
}

/// What to receive, and when to stop.
public struct ReceiveSettings: Sendable {
    /// What libav opens: an address, a file, or `-` for standard input.
    public var url: String
    /// The run's name; holds no `@`.
    public var id: String
    /// Which provider is under test.
    public var provider = "direct"
    /// The address as it is stored and shown; nil for ``url`` without user, password and query values.
    public var shownURL: String?
    /// What must be neither stored nor shown, wherever it stands in addresses and in texts of others.
    public var secrets = SecretMask.none
    /// Where the streamer itself serves, such as `http://127.0.0.1:8080`, and is asked for the time and its stream before
    /// anybody else; nil where only the other addresses tell.
    public var streamer: String?
    /// Whether the stream may come up only some time after it was first asked for, as that of a server does to which it has
    /// just begun to be sent: until the first media, refusals are tried again for as long as ``startLimit`` allows, and the
    /// run is joined with the request that is answered.
    public var awaitsStart = false
    /// How long to measure, from the first marked picture; nil measures a file to its end and a live stream for 10 s.
    public var duration: Latency?
    /// How long a first picture, and then a first readable mark, may take.
    public var startLimit = Latency.seconds(15)
    /// How long a stream that has begun may stop before the run ends.
    public var stallLimit = Latency.seconds(10)
    /// How long to wait, after the end, for a frame that was stamped after it.
    ///
    /// Nil for what is usual: ``usualDrain``, three target durations of a segmented stream.
    public var drain: Latency?
    /// How many different marked frames to measure at most; nil for no limit.
    public var frameLimit: Int?
    /// How long the periods of the summary are.
    public var period = Latency.seconds(10)
    /// Whose clock to measure against.
    public var clock = ClockChoice.automatic
    /// Where the stream's description is; nil looks at the clock's origin, then at the media's.
    public var description: String?
    /// What the stream under test is compared with, frame by frame; nil for nothing.
    public var control: ControlChoice?
    /// Who speaks the address's protocol.
    public var proto = ProtocolChoice.automatic
    /// Which of several variants of a segmented stream is received, and only that.
    public var variant = VariantWish.nearest
    /// How far behind the live edge the player of a segmented stream begins; nil for what the playlist says.
    ///
    /// It never decides when bytes are fetched.
    public var liveEdge: Latency?
    /// Where playlists and redirects may lead besides the address's own host and public addresses.
    public var allowed: [AllowedAddress] = []
    /// What stands before ``url`` once the run has begun; nil for the direct way.
    var relayed: RelayedAddress?
    /// How often to join the stream, the run itself being the first: from 1 to ``maximumJoins``.
    public var joins = 1
    /// What is put between the stream and the receiver; nil for the direct way.
    ///
    /// The time, the description and the control stream are asked for directly.
    public var link: Link?
    /// What whoever pushes the stream has put between the streamer and the provider; recorded here.
    public var pushLink: Link?
    /// How pictures are scored; nil where they are not.
    public var quality: QualitySettings?
    /// How the stream gets to whom it is played from; nil where it is not pushed, or nobody knows.
    public var push: StreamPush?
    /// More settings for the run's manifest, by their option's name.
    public var manifestSettings: [String: SettingValue] = [:]
    /// More events to store with the run, such as settings that were recorded and not enforced.
    public var notes: [RunEvent] = []
    /// More events that are known only once the run is over; asked for once.
    public var lastNotes: (@Sendable () -> [RunEvent])?

    /// Settings that receive an address under a name, everything else as by default.
    public init(url: String, id: String) {
        self.url = url
        self.id = id
    }

    /// The most joins of one run.
    public static let maximumJoins = 1_000

    /// How long to wait for the last frames of a continuous stream where nobody says.
    public static let usualDrain = Latency.seconds(5)

    /// The duration of a live stream for which none was given.
    public static let liveDuration = Latency.seconds(10)

    var manifest: [String: SettingValue] {
        var all = manifestSettings
        all["duration_s"] = duration.map { .number($0.seconds) }
        all["start_limit_s"] = .number(startLimit.seconds)
        all["stall_limit_s"] = .number(stallLimit.seconds)
        all["drain_s"] = drain.map { .number($0.seconds) }
        all["frame_limit"] = frameLimit.map { .integer($0) }
        all["period_s"] = .number(period.seconds)
        all["clock"] = .text(clock.name)
        all["control"] = control.map { .text($0.name) }
        all["stream"] = description.map { .text(RedactedURL.text($0)) }
        all["allow"] = allowed.isEmpty ? nil : .text(allowed.map { "\($0)" }.joined(separator: " "))
        all["transport"] = SessionTransport(url).map { .text($0.rawValue) }
        all["protocol"] = proto == .automatic ? nil : .text(proto.rawValue)
        all["variant"] = variant == .nearest ? nil : .text(variant.name)
        all["live_edge_s"] = liveEdge.map { .number($0.seconds) }
        all["link"] = link.map { .text("\($0)") }
        all["link_push"] = pushLink.map { .text("\($0)") }
        all["joins"] = joins > 1 ? .integer(joins) : nil
        return quality.map { all.merging($0.manifest) { first, _ in first } } ?? all
    }
}

extension ClockChoice {
    var name: String {
        switch self {
        case .automatic: "auto"
        case .url(let url): RedactedURL.text(url)
        case .ntp(let server): server.url
        case .sameHost: "same-host"
        case .none: "none"
        }
    }
}
