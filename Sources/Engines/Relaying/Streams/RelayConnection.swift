internal import LabModel
internal import Machine
internal import Synchronization

/// One connection through a relay: a thread that reads and one that writes in each direction, which end each other.
final class RelayConnection: Sendable {
    /// What all connections of a relay share.
    struct Shared: Sendable {
        var settings: RelaySettings
        var questions: SharedLane
        var answers: SharedLane
        var clock: RunClock
        var book: RelayBook
    }

    private let number: Int
    private let client: TCPConnection
    private let shared: Shared
    private let clock: RunClock
    private let questions: HeldStream
    private let answers: HeldStream
    private let server = Mutex<TCPConnection?>(nil)

    private static let readSize = 65_536

    init(number: Int, client: TCPConnection, shared: Shared) {
        self.number = number
        self.client = client
        self.shared = shared
        clock = shared.clock
        let limit = shared.settings.heldBytes
        questions = HeldStream(over: shared.questions, stream: 2 * number, limit: limit)
        answers = HeldStream(
            over: shared.answers,
            stream: 2 * number + 1,
            pause: shared.settings.pause,
            limit: limit
        )
    }

    /// Relays until both sides are done, or ``stop()``; blocks the calling thread.
    ///
    /// - Parameters:
    ///   - handshake: how long the two sides would take to find each other: before, nothing that the client says counts.
    ///   - connect: makes the connection to the server; nil where there is none to be had.
    func run(after handshake: Latency, connect: () -> TCPConnection?) {
        let start = clock.monotonicNow()
        guard wait(until: start + handshake) else { return }
        let asking = WorkerThread(name: "relay-ask") { [self] in readQuestion() }
        defer { asking.join() }
        // The server hears of the client when its last word of the handshake arrives.
        guard wait(until: start + handshake + shared.settings.questions.delay), let server = connect() else {
            // The client sees what it would see without the relay: a connection that brings nothing.
            return stop()
        }
        self.server.withLock { $0 = server }
        guard !questions.isAbandoned else { return stop() }
        let threads = [
            WorkerThread(name: "relay-pass") { [self] in write(questions, to: server, over: shared.questions) },
            WorkerThread(name: "relay-read") { [self] in readAnswer(from: server) },
        ]
        write(answers, to: client, over: shared.answers)
        threads.forEach { $0.join() }
    }

    /// Ends all threads soon; from any thread.
    func stop() {
        questions.abandon()
        answers.abandon()
        client.close()
        server.withLock { $0 }?.close()
    }

    private func readQuestion() {
        readAll(from: client, over: shared.questions) { bytes, now in
            questions.put(Array(bytes ?? []), readAt: now)
        }
    }

    private func readAnswer(from server: TCPConnection) {
        guard shared.settings.isWatched else {
            return readAll(from: server, over: shared.answers) { answers.put(Array($0 ?? []), readAt: $1) }
        }
        var surgeon = TransportSurgeon(plan: shared.settings.drops)
        readAll(from: server, over: shared.answers) { read, now in
            let bytes = read.map { $0.withUnsafeBytes { surgeon.take($0) } } ?? surgeon.finish()
            shared.book.note(surgeon.takeUnits(), of: number)
            if !bytes.isEmpty, !answers.put(bytes, readAt: now) { return false }
            // The end is held as long as the bytes before it.
            return read != nil || answers.put([], readAt: now)
        }
    }

    /// Reads until the other side sends no more, and says so with nil.
    ///
    /// - Parameters:
    ///   - connection: what to read from.
    ///   - lane: whose queue must have room first.
    ///   - put: takes what was read, and when; returns whether more is wanted.
    private func readAll(
        from connection: TCPConnection,
        over lane: SharedLane,
        put: (ArraySlice<UInt8>?, MonotonicTime) -> Bool
    ) {
        TimerPrecision.sharpen()
        let size = lane.readSize(upTo: Self.readSize)
        if size < Self.readSize {
            // What waits in the system waits behind the queue that was asked for.
            connection.limitReceiveBuffer(to: ByteCount(size))
        }
        var buffer = [UInt8](repeating: 0, count: size)
        do throws(SocketError) {
            while waitForRoom(on: lane) {
                let read = try Self.read(from: connection, &buffer)
                guard put(read, clock.monotonicNow()), read != nil else { return }
            }
        } catch {
            stop()
        }
    }

    private func write(_ held: HeldStream, to connection: TCPConnection, over lane: SharedLane) {
        TimerPrecision.sharpen()
        let isAnswer = held === answers
        var offset = 0
        do throws(SocketError) {
            while let next = held.take(by: clock) {
                guard !next.bytes.isEmpty else { return connection.finishWriting() }
                let began = clock.monotonicNow()
                try Self.write(next.bytes, to: connection)
                lane.count { $0.released(next.bytes.count, late: began - next.piece.due) }
                if isAnswer {
                    note(next, from: offset, releasedAt: began)
                    offset += next.bytes.count
                }
            }
        } catch {
            stop()
        }
    }

    private func note(_ next: HeldStream.Released, from offset: Int, releasedAt: MonotonicTime) {
        shared.book.note(
            RelayRead(
                connection: number,
                bytes: offset..<offset + next.bytes.count,
                readAt: clock.time(at: next.piece.readAt),
                dueAt: clock.time(at: next.piece.due),
                releasedAt: clock.time(at: releasedAt),
                writtenAt: clock.time(at: clock.monotonicNow())
            )
        )
    }

    /// - Returns: whether the connection is still wanted.
    private func waitForRoom(on lane: SharedLane) -> Bool {
        while let length = lane.wait(at: clock.monotonicNow()) {
            guard wait(until: clock.monotonicNow() + length) else { return false }
        }
        return !questions.isAbandoned
    }

    /// - Returns: whether the connection is still wanted.
    private func wait(until instant: MonotonicTime) -> Bool {
        while !questions.isAbandoned {
            let now = clock.monotonicNow()
            guard now < instant else { return true }
            clock.blockUntil(min(instant, now + HeldStream.longestWait))
        }
        return false
    }

    /// - Returns: nil when the other side sends no more.
    private static func read(
        from connection: TCPConnection,
        _ buffer: inout [UInt8]
    ) throws(SocketError) -> ArraySlice<UInt8>? {
        var result: Result<Int, SocketError> = .success(0)
        buffer.withUnsafeMutableBytes { bytes in
            do throws(SocketError) {
                result = .success(try connection.read(into: bytes))
            } catch {
                result = .failure(error)
            }
        }
        let count = try result.get()
        return count > 0 ? buffer[..<count] : nil
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to connection: TCPConnection) throws(SocketError) {
        var result: Result<Void, SocketError> = .success(())
        bytes.withUnsafeBytes { bytes in
            do throws(SocketError) {
                try connection.write(bytes)
            } catch {
                result = .failure(error)
            }
        }
        try result.get()
    }
}
