import Foundation
import LabModel
import Media

/// Asks a `/clock` by libav's transports, with a connection for each question: for https, and for addresses that need a
/// user.
final class FetchedClockClient: ClockClient {
    private let address: String
    private let clock: any LabClock
    private let interrupt = Interrupt()

    init(_ address: String, clock: any LabClock) {
        self.address = address
        self.clock = clock
    }

    func ask() throws(ClockFailure) -> ClockReply {
        let sign = address.contains("?") ? "&" : "?"
        let t1 = clock.now()
        let body: [UInt8]
        do {
            body = try SmallFetch.get(
                "\(address)\(sign)t1=\(t1.nanoseconds)",
                limit: ClockLimits.answer,
                timeout: ClockLimits.connection + ClockLimits.exchange,
                interrupt: interrupt,
                clock: clock
            )
        } catch {
            throw ClockFailure(text: error.what)
        }
        let t4 = clock.now()
        guard let said = try? JSONDecoder().decode(ClockAnswer.self, from: Data(body)) else {
            throw ClockFailure(text: "an answer that is none of a /clock")
        }
        return ClockReply(exchange: ClockExchange(t1: t1, t2: said.t2, t3: said.t3, t4: t4, answer: said))
    }

    func cancel() {
        interrupt.cancel()
    }
}
