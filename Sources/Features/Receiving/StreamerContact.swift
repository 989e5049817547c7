import Foundation
import LabModel
import Machine
import Media

/// What a receiver asks the streamer itself besides the time: its description, its own figures.
///
/// Every question has a limit of time and size; an answer that does not come or makes no sense is nil, because a stream
/// can be measured without any of them.
struct StreamerContact: Sendable {
    private let origins: [String]
    private let descriptionAddress: String?
    private let clock: any LabClock

    static let limit = ByteCount(64 * 1_024)
    /// Figures hold how often times were how long: a line each.
    static let figuresLimit = ByteCount(256 * 1_024)
    static let timeout = Latency.seconds(2)

    init(settings: ReceiveSettings, clock: any LabClock) {
        var addresses = [settings.url, settings.control?.url].compactMap { $0 }
        if case .url(let url) = settings.clock {
            addresses.insert(url, at: 0)
        }
        if let streamer = settings.streamer {
            addresses.insert(streamer, at: 0)
        }
        origins = addresses.compactMap(RedactedURL.origin).reduce(into: []) { origins, origin in
            if !origins.contains(origin) {
                origins.append(origin)
            }
        }
        descriptionAddress = settings.description
        self.clock = clock
    }

    /// Asks what is being streamed.
    func askDescription(_ interrupt: Interrupt = Interrupt()) -> StreamDescription? {
        for address in [descriptionAddress].compactMap({ $0 }) + origins.map({ $0 + "/stream" }) {
            if let body = get(address, interrupt),
                let found = try? JSONDecoder().decode(StreamDescription.self, from: Data(body))
            {
                return found
            }
        }
        return nil
    }

    /// Asks how the streamer is doing.
    func askFigures() -> StreamerCounters? {
        for origin in origins {
            if let body = get(origin + "/metrics", Interrupt(), limit: Self.figuresLimit),
                let found = StreamerMetricsText.decode(String(decoding: body, as: UTF8.self))
            {
                return found
            }
        }
        return nil
    }

    private func get(_ address: String, _ interrupt: Interrupt, limit: ByteCount = limit) -> [UInt8]? {
        try? SmallFetch.get(address, limit: limit, timeout: Self.timeout, interrupt: interrupt, clock: clock)
    }
}
