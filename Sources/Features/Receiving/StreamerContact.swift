import Foundation
import LabModel
import Machine
import Media

/// What a receiver asks the streamer itself: its clock, its description, its own figures.
///
/// Every question has a limit of time and size; an answer that does not come or makes no sense is nil, because a stream
/// can be measured without any of them.
struct StreamerContact: Sendable {
    private let clockAddress: String?
    private let origins: [String]
    private let descriptionAddress: String?
    private let clock: any LabClock

    static let limit = ByteCount(64 * 1_024)
    static let timeout = Latency.seconds(2)

    init(settings: ReceiveSettings, clock: any LabClock) {
        let origin = RedactedURL.origin(settings.url)
        switch settings.clock {
        case .automatic, .sameHost: clockAddress = origin.map { $0 + "/clock" }
        case .url(let url): clockAddress = url
        case .none: clockAddress = nil
        }
        let clockOrigin = clockAddress.flatMap(RedactedURL.origin)
        origins = [clockOrigin, origin == clockOrigin ? nil : origin].compactMap { $0 }
        descriptionAddress = settings.description
        self.clock = clock
    }

    /// Asks what time it is and which frame is the newest.
    func askClock(_ interrupt: Interrupt = Interrupt()) -> ClockExchange? {
        guard let clockAddress else { return nil }
        let t1 = clock.now()
        let sign = clockAddress.contains("?") ? "&" : "?"
        guard let body = get("\(clockAddress)\(sign)t1=\(t1.nanoseconds)", interrupt) else { return nil }
        let t4 = clock.now()
        guard let answer = try? JSONDecoder().decode(ClockAnswer.self, from: Data(body)) else { return nil }
        return ClockExchange(t1: t1, t2: answer.t2, t3: answer.t3, t4: t4, answer: answer)
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
    func askFigures() -> Summary.Streamer? {
        for origin in origins {
            if let body = get(origin + "/metrics", Interrupt()),
                let found = StreamerMetricsText.parse(String(decoding: body, as: UTF8.self))
            {
                return found
            }
        }
        return nil
    }

    private func get(_ address: String, _ interrupt: Interrupt) -> [UInt8]? {
        try? SmallFetch.get(address, limit: Self.limit, timeout: Self.timeout, interrupt: interrupt, clock: clock)
    }
}
