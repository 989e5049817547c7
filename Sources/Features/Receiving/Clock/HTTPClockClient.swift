import LabModel
import Machine
import Synchronization

/// Asks a streamer's `/clock` over one connection that is kept, with instants right around the system's calls.
final class HTTPClockClient: ClockClient {
    private struct State {
        var connection: TCPConnection?
        var isCancelled = false
    }

    private let address: ClockAddress
    private let clock: any LabClock
    private let patience: Latency
    private let state = Mutex(State())

    /// - Parameters:
    ///   - address: who is asked.
    ///   - clock: gives the instants.
    ///   - patience: how long a connection may take, and then an answer.
    init(_ address: ClockAddress, clock: any LabClock, patience: Latency = ClockLimits.exchange) {
        (self.address, self.clock, self.patience) = (address, clock, patience)
    }

    func ask() throws(ClockFailure) -> ClockReply {
        if let kept = state.withLock({ $0.connection }) {
            do throws(ClockFailure) {
                return try ask(over: kept)
            } catch {
                // The server may have closed what was idle, which shows only when it is asked.
                guard state.withLock({ !$0.isCancelled && $0.connection == nil }) else { throw error }
            }
        }
        return try ask(over: connect())
    }

    func cancel() {
        let connection = state.withLock { state in
            state.isCancelled = true
            return state.connection
        }
        connection?.close()
    }

    private func connect() throws(ClockFailure) -> TCPConnection {
        let connection: TCPConnection
        do {
            connection = try TCPConnection.connect(
                host: address.host,
                port: address.port,
                limit: patience
            )
        } catch {
            throw ClockFailure(text: error.what)
        }
        connection.limitWaits(to: patience)
        let isCancelled = state.withLock { state in
            state.connection = connection
            return state.isCancelled
        }
        guard !isCancelled else { throw ClockFailure(text: "cancelled") }
        return connection
    }

    private func ask(over connection: TCPConnection) throws(ClockFailure) -> ClockReply {
        var isReusable = false
        defer {
            if !isReusable {
                state.withLock { $0.connection = nil }
                connection.close()
            }
        }
        let asked = clock.now()
        let question = address.request(t1: asked.nanoseconds)
        let t1 = clock.now()
        let (answer, t4) = try exchange(question, over: connection)
        guard answer.status == 200 else { throw ClockFailure(text: "the server answered \(answer.status)") }
        let reply = try ClockReply(body: answer.body, asked: asked, t1: t1, t4: t4)
        isReusable = answer.keepsAlive
        return reply
    }

    private func exchange(
        _ question: [UInt8],
        over connection: TCPConnection
    ) throws(ClockFailure) -> (answer: HTTPAnswer, t4: WallTime) {
        do {
            try send(question, over: connection)
            let deadline = clock.monotonicNow() + patience
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while clock.monotonicNow() <= deadline {
                let count = try receive(into: &buffer, from: connection)
                let t4 = clock.now()
                bytes.append(contentsOf: buffer[..<count])
                switch HTTPAnswer.read(bytes, isClosed: count == 0) {
                case .complete(let answer): return (answer, t4)
                case .unusable(let reason): throw ClockFailure(text: reason)
                case .incomplete where bytes.count > ClockLimits.answer.bytes:
                    throw ClockFailure(text: "an answer above \(ClockLimits.answer.bytes) bytes")
                case .incomplete: break
                }
            }
            throw ClockFailure(text: "no answer in time")
        } catch let error as SocketError {
            throw ClockFailure(text: error.what)
        } catch let error as ClockFailure {
            throw error
        } catch {
            throw ClockFailure(text: "\(error)")
        }
    }

    private func send(_ bytes: [UInt8], over connection: TCPConnection) throws(SocketError) {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(SocketError) in try connection.write(bytes) }
        }
        try result.get()
    }

    private func receive(into buffer: inout [UInt8], from connection: TCPConnection) throws(SocketError) -> Int {
        let result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(SocketError) in try connection.read(into: bytes) }
        }
        return try result.get()
    }
}
