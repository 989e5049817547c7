internal import LabModel

/// What the lab is tested for on this machine.
public enum SelftestCheck: String, Hashable, Sendable, CaseIterable, Codable {
    /// A relay that holds every byte for a known time.
    case relay
    /// A streamer whose clock is ahead and drifts.
    case clock
    /// Frames that are taken out of the stream.
    case drops
    /// A stretch without any byte.
    case stall
    /// A bad link: a delay that varies, and segments that are lost.
    case link

    /// What is tested where nothing is named: what half a minute holds.
    public static let usual: [SelftestCheck] = [.relay, .clock, .drops, .stall]

    /// What it plants, in one line.
    public var about: String {
        switch self {
        case .relay: "a relay that holds every byte for a known time, beside the same stream without it"
        case .clock: "a streamer whose clock is 250 ms ahead and drifts by 100 ppm"
        case .drops: "frames taken out of the stream by lot"
        case .stall: "a stretch without any byte"
        case .link: "a link whose delay varies and that loses segments"
        }
    }

    /// What does it.
    func planted(isLong: Bool) -> any PlantedCheck {
        switch self {
        case .relay: HoldCheck(isLong: isLong)
        case .clock: ClockCheck(duration: .seconds(isLong ? 20 : 6))
        case .drops: DropCheck()
        case .stall: StallCheck()
        case .link: LinkCheck()
        }
    }
}

/// A check: plants something, measures it, and says both.
protocol PlantedCheck: Sendable {
    /// About how long it takes, for whoever waits.
    var length: Latency { get }

    /// Plants and measures.
    /// - Throws: what keeps the streamer or the receiver from working.
    func run(in lab: SelftestLab) async throws -> [SelftestRow]
}
