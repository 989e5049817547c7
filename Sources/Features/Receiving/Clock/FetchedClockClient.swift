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
        return try ClockReply(body: body, asked: t1, t1: t1, t4: t4)
    }

    func cancel() {
        interrupt.cancel()
    }
}
