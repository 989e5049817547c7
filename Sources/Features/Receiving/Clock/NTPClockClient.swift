import LabModel
import Machine
import Synchronization

/// Asks an NTP server over UDP, with instants right around the system's calls.
final class NTPClockClient: ClockClient {
    private struct State {
        var socket: UDPSocket?
        var isCancelled = false
        var isRefused = false
    }

    private let server: NTPServer
    private let clock: any LabClock
    private let patience: Latency
    private let state = Mutex(State())

    private let nonce: @Sendable () -> UInt64

    /// - Parameters:
    ///   - server: who is asked.
    ///   - clock: gives the instants.
    ///   - patience: how long an answer may take.
    ///   - nonce: numbers that nobody can guess.
    init(
        _ server: NTPServer,
        clock: any LabClock,
        patience: Latency = ClockLimits.exchange,
        nonce: @escaping @Sendable () -> UInt64 = { .random(in: 1 ... .max) }
    ) {
        self.server = server
        self.clock = clock
        self.patience = patience
        self.nonce = nonce
    }

    func ask() throws(ClockFailure) -> ClockReply {
        if state.withLock({ $0.isRefused }) {
            throw ClockFailure(text: "the server asked not to be asked", isRefused: true)
        }
        let answer: Result<ClockReply, ClockFailure>
        do throws(SocketError) {
            answer = try ask(over: socket())
        } catch {
            // A new socket: what was wrong with the old one is not asked twice.
            state.withLock { $0.socket = nil }
            throw ClockFailure(text: error.what)
        }
        return try answer.get()
    }

    func cancel() {
        let socket = state.withLock { state in
            state.isCancelled = true
            return state.socket
        }
        socket?.close()
    }

    private func socket() throws(SocketError) -> UDPSocket {
        if let socket = state.withLock({ $0.socket }) {
            return socket
        }
        let socket = try UDPSocket.connected(host: server.host, port: server.port)
        let isCancelled = state.withLock { state in
            state.socket = socket
            return state.isCancelled
        }
        if isCancelled {
            socket.close()
        }
        return socket
    }

    private func ask(over socket: UDPSocket) throws(SocketError) -> Result<ClockReply, ClockFailure> {
        // Any number that nobody can guess will do as the question's time: the answer brings it back.
        var question = NTPPacket()
        question.transmit = NTPTimestamp(rawValue: nonce())
        let bytes = question.bytes
        socket.limitWaits(to: patience)
        let deadline = clock.monotonicNow() + patience
        var buffer = [UInt8](repeating: 0, count: 512)
        let t1 = clock.now()
        try socket.send(bytes)
        while let count = try socket.receive(into: &buffer) {
            let t4 = clock.now()
            let packet = NTPPacket(Array(buffer[..<count]))
            if let packet, packet.mode == NTPPacket.Mode.server, packet.origin == question.transmit {
                return judged(packet, t1: t1, t4: t4)
            }
            // Late answers to older questions, and what somebody else made up.
            guard clock.monotonicNow() < deadline else { break }
        }
        return .failure(ClockFailure(text: "no answer in time"))
    }

    private func judged(_ packet: NTPPacket, t1: WallTime, t4: WallTime) -> Result<ClockReply, ClockFailure> {
        switch packet.stratum {
        case 0:
            state.withLock { $0.isRefused = true }
            return .failure(ClockFailure(text: "the server asked not to be asked", isRefused: true))
        case 1...15 where packet.leap != 3 && packet.transmit != .unknown:
            let exchange = ClockExchange(
                t1: t1,
                t2: packet.receive.time(near: t1),
                t3: packet.transmit.time(near: t1),
                t4: t4,
                answer: nil
            )
            return .success(
                ClockReply(
                    exchange: exchange,
                    referenceID: packet.referenceID,
                    rootDistance: Self.rootDistance(packet)
                )
            )
        default:
            return .failure(ClockFailure(text: "the server's clock is not set"))
        }
    }

    /// How far the server may be from the true time; nil for what servers say of a clock that nobody compares with any.
    private static func rootDistance(_ packet: NTPPacket) -> Latency? {
        guard packet.rootDispersion.latency < NTPPacket.unknownDispersion else { return nil }
        return packet.rootDispersion.latency + Latency(nanoseconds: (packet.rootDelay.latency.nanoseconds + 1) / 2)
    }
}
