import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Streaming

/// What a running streamer says about the time, asked from outside.
@Suite("Stream time", .realTime, .timeLimit(.minutes(60)))
struct StreamTimeTests {
    /// Streams, does something once the stream serves, and ends it.
    private func streaming(
        _ change: (inout StreamSettings) -> Void = { _ in },
        _ test: @escaping @Sendable (StreamService.Ready) async throws -> Void
    ) async throws {
        var settings = StreamSettings(frameRate: try #require(FrameRate(numerator: 50)))
        settings.size = PixelSize(width: 320, height: 240)
        settings.bitrate = DataRate(bitsPerSecond: 500_000)
        settings.port = 0
        change(&settings)
        let final = settings
        await #expect(throws: CancellationError.self) {
            var generator = SystemRandomNumberGenerator()
            _ = try await StreamService.run(final, clock: SystemClock(), using: &generator) { ready in
                try await test(ready)
                throw CancellationError()
            }
        }
    }

    private static func clock(port: Int) async throws -> ClockAnswer {
        let text = await WorkerThread.run(name: "get") { Loopback.get("/clock", port: port) }
        let body = try #require(text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) })
        return try JSONDecoder().decode(ClockAnswer.self, from: Data(body.utf8))
    }

    /// The answer's bytes; empty where none comes.
    private static func ask(_ question: NTPPacket, port: Int) -> [UInt8] {
        guard let socket = try? UDPSocket.connected(host: "127.0.0.1", port: port) else { return [] }
        socket.limitWaits(to: .seconds(20))
        try? socket.send(question.bytes)
        var buffer = [UInt8](repeating: 0, count: 60)
        let count = try? socket.receive(into: &buffer)
        return Array(buffer[..<(count ?? 0)])
    }

    @Test("NTP answers at the port of HTTP, by the same clock, under the stream's id")
    func samePort() async throws {
        try await streaming { ready in
            var question = NTPPacket()
            question.transmit = NTPTimestamp(rawValue: 99)
            let before = SystemClock().now()
            let bytes = await WorkerThread.run(name: "ask") { [question] in Self.ask(question, port: ready.port) }
            let after = SystemClock().now()
            #expect(bytes.count == 48)
            let answer = try #require(NTPPacket(bytes))
            #expect(answer.referenceID == ready.description.streamID.rawValue)
            #expect(answer.origin.rawValue == 99)
            let times = [answer.receive, answer.transmit].map { $0.time(near: before) }
            #expect(before <= times[0] && times[0] <= times[1] && times[1] <= after)
        }
    }

    @Test("a foreign NTP client, Debian's ntplib, agrees", arguments: [3, 4])
    func foreignClient(_ version: Int) async throws {
        try await streaming { ready in
            let script = """
                import ntplib
                r = ntplib.NTPClient().request('127.0.0.1', port=\(ready.port), version=\(version), timeout=20)
                print(r.version, r.mode, r.stratum, r.leap, r.ref_id, abs(r.offset) <= r.delay / 2 + 2e-6, r.delay < 20)
                """
            let outcome = try await BuiltExecutable.shell("/usr/bin/python3 - <<'END'\n\(script)\nEND")
            let id = ready.description.streamID.rawValue
            #expect(outcome.output == "\(version) 4 10 0 \(id) True True\n", "\(outcome.errors)")
        }
    }

    @Test("the stream goes on where the UDP port is taken")
    func takenPort() async throws {
        // Holds a UDP port whose TCP sibling is free: the asked port of the streamer.
        let taken = try UDPSocket.bound(host: "127.0.0.1", port: LoopbackPort.free())
        try await streaming {
            $0.port = taken.port
        } _: { ready in
            #expect(ready.port == taken.port)
            let answer = try await Self.clock(port: ready.port)
            #expect(answer.streamID == ready.description.streamID)
        }
    }

    @Test("a clock that is read with each answer tells of steps")
    func monotonic() async throws {
        try await streaming { ready in
            let answers = [try await Self.clock(port: ready.port), try await Self.clock(port: ready.port)]
            let leads = answers.compactMap { answer in
                answer.monotonic.map { answer.t3.nanoseconds - $0.nanoseconds }
            }
            // A machine that has no quiet microsecond in four tries leaves the reading out.
            if leads.count == 2 {
                #expect(abs(leads[1] - leads[0]) < 1_000_000)
            }
        }
    }

    @Test("the bound of an ECS task's metadata is served, and asked for no more than due")
    func taskMetadata() async throws {
        let visits = Mutex(0)
        let metadata = try FakeMetadata { path in
            visits.withLock { $0 += 1 }
            return path == "/v4/id/task"
                ? #"{"ClockDrift":{"ClockErrorBound":0.5,"ClockSynchronizationStatus":"SYNCHRONIZED"}}"# : nil
        }
        defer { metadata.stop() }
        try await streaming {
            $0.taskMetadata = metadata.base
        } _: { ready in
            var answer = try await Self.clock(port: ready.port)
            while answer.errorBoundMs != 0.500_001 {
                answer = try await Self.clock(port: ready.port)
            }
            #expect(answer.synchronized == true)
        }
        #expect(visits.withLock { $0 } == 1)
    }
}
