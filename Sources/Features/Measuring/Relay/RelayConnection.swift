internal import LabModel
internal import Machine

/// One connection through a relay: three threads, which end each other.
///
/// The client's bytes are passed on at once. The server's are read by one thread, which notes when, and written by
/// another when they are due.
final class RelayConnection: Sendable {
    private let number: Int
    private let client: TCPConnection
    private let server: TCPConnection
    private let settings: RelaySettings
    private let clock: RunClock
    private let book: RelayBook
    private let held: HeldQueue

    private static let readSize = 65_536
    /// How long a stop may go unnoticed while bytes are held.
    private static let longestWait = Latency.milliseconds(20)

    init(
        number: Int,
        client: TCPConnection,
        server: TCPConnection,
        settings: RelaySettings,
        shared: (clock: RunClock, book: RelayBook)
    ) {
        self.number = number
        self.client = client
        self.server = server
        self.settings = settings
        clock = shared.clock
        book = shared.book
        held = HeldQueue(limit: settings.heldBytes)
    }

    /// Relays until both sides are done, or ``stop()``; blocks the calling thread.
    func run() {
        let reader = WorkerThread(name: "relay-read") { [self] in readAnswer() }
        let writer = WorkerThread(name: "relay-write") { [self] in writeAnswer() }
        passQuestions()
        reader.join()
        writer.join()
    }

    /// Ends all three threads soon; from any thread.
    func stop() {
        held.abandon()
        client.close()
        server.close()
    }

    /// A client that says no more may still wait for its answer; one that broke does not.
    private func passQuestions() {
        do throws(SocketError) {
            var buffer = [UInt8](repeating: 0, count: Self.readSize)
            while let bytes = try Self.read(from: client, &buffer) {
                try Self.write(bytes, to: server)
            }
            server.finishWriting()
        } catch {
            stop()
        }
    }

    private func readAnswer() {
        TimerPrecision.sharpen()
        var schedule = HoldSchedule(hold: settings.hold, pause: settings.pause)
        var surgeon = TransportSurgeon(plan: settings.drops)
        var buffer = [UInt8](repeating: 0, count: Self.readSize)
        do throws(SocketError) {
            while true {
                let read = try Self.read(from: server, &buffer)
                let now = clock.monotonicNow()
                let bytes = read.map { $0.withUnsafeBytes { surgeon.take($0) } } ?? surgeon.finish()
                book.note(surgeon.takeUnits(), of: number)
                let due = schedule.due(readAt: now)
                if !bytes.isEmpty, !held.put(.init(bytes: bytes, readAt: now, due: due)) { return }
                if read == nil {
                    // The end is held as long as the bytes before it.
                    _ = held.put(.init(bytes: [], readAt: now, due: due))
                    return
                }
            }
        } catch {
            stop()
        }
    }

    private func writeAnswer() {
        TimerPrecision.sharpen()
        var offset = 0
        do throws(SocketError) {
            while let next = held.take(), wait(until: next.due) {
                guard !next.bytes.isEmpty else { return client.finishWriting() }
                let began = clock.monotonicNow()
                try Self.write(next.bytes[...], to: client)
                let read = RelayRead(
                    connection: number,
                    bytes: offset..<offset + next.bytes.count,
                    readAt: clock.time(at: next.readAt),
                    releasedAt: clock.time(at: began),
                    writtenAt: clock.time(at: clock.monotonicNow())
                )
                offset += next.bytes.count
                book.note(read)
            }
        } catch {
            stop()
        }
    }

    /// - Returns: whether the connection is still wanted.
    private func wait(until due: MonotonicTime) -> Bool {
        while !held.isAbandoned {
            let now = clock.monotonicNow()
            guard now < due else { return true }
            clock.blockUntil(min(due, now + Self.longestWait))
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
