import Foundation
import LabModel
import LabTesting
import Machine
import Media
import StreamHTTP
import Streaming
import Synchronization
import Testing

@Suite("Stream service", .realTime, .timeLimit(.minutes(60)))
struct StreamServiceTests {
    private func settings(fps: Int = 50) throws -> StreamSettings {
        var settings = StreamSettings(frameRate: try #require(FrameRate(numerator: fps)))
        settings.size = PixelSize(width: 320, height: 240)
        settings.bitrate = DataRate(bitsPerSecond: 500_000)
        settings.port = 0
        settings.parameters = ["FPS": "50", "ID": "t"]
        return settings
    }

    /// Asks once, without a library: the response up to the close.
    private func get(_ path: String, port: Int) async throws -> (status: Int, body: Data) {
        let text = await WorkerThread.run(name: "get") { Loopback.get(path, port: port) }
        let status = Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
        let body = text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
        return (status, Data(body.utf8))
    }

    private func run(
        _ settings: StreamSettings,
        onReady: @escaping @Sendable (StreamService.Ready) async throws -> Void
    ) async throws -> StreamerCounters {
        var generator = SystemRandomNumberGenerator()
        return try await StreamService.run(settings, clock: SystemClock(), using: &generator, onReady: onReady)
    }

    @Test("makes exactly the frames asked for, at due times, and ends")
    func frameLimit() async throws {
        var settings = try settings(fps: 100)
        settings.frameLimit = 30
        let counters = try await run(settings) { ready in
            #expect(ready.port > 0)
            #expect(ready.description.width == 320)
        }
        #expect(counters.frames == 30)
        #expect(counters.frames + counters.skipped == counters.ticks)
        #expect(counters.bytes > 30 * 188)
        #expect(counters.lateness != nil)
    }

    @Test("the small endpoints answer as the contract says")
    func endpoints() async throws {
        var settings = try settings()
        settings.frameLimit = 100_000
        let final = settings
        let streaming = Task {
            try await run(final) { ready in
                let port = ready.port
                #expect(
                    String(decoding: try await get("/ping", port: port).body, as: UTF8.self)
                        == "{\"message\":\"HELLO!\"}"
                )
                #expect(try await get("/healthz", port: port).status == 200)
                let description = try JSONDecoder().decode(
                    StreamDescription.self,
                    from: try await get("/stream", port: port).body
                )
                #expect(description == ready.description)
                let answer = try JSONDecoder().decode(
                    ClockAnswer.self,
                    from: try await get("/clock?t1=77", port: port).body
                )
                #expect(answer.t1 == WallTime(nanoseconds: 77))
                #expect(answer.t2 <= answer.t3)
                #expect(answer.bootID == Host.bootID)
                #expect(answer.streamID == description.streamID)
                #expect(answer.newestFrame != nil)
                let newest = try #require(answer.newestStamp)
                #expect(newest <= answer.t3)
                #expect(try await get("/clock?t1=x", port: port).status == 400)
                #expect(try await get("/nope", port: port).status == 404)
                let parameters = try await get("/get_params", port: port).body
                #expect(String(decoding: parameters, as: UTF8.self) == "{\"FPS\":\"50\",\"ID\":\"t\"}")
                let metrics = String(decoding: try await get("/metrics", port: port).body, as: UTF8.self)
                #expect((StreamerMetricsText.decode(metrics)?.frames ?? 0) > 0)
                let page = String(decoding: try await get("/", port: port).body, as: UTF8.self)
                #expect(page.hasPrefix("<!DOCTYPE html>"))
                throw CancellationError()
            }
        }
        await #expect(throws: CancellationError.self) { try await streaming.value }
    }

    @Test("a prerecorded stream without a file is wrong usage")
    func prerecorded() async throws {
        var settings = try settings()
        settings.videoType = .prerecorded
        let final = settings
        await #expect(throws: StreamingError.contentMissing) { _ = try await run(final) { _ in } }
    }

    @Test("a port in use is an error, before any frame is made")
    func portInUse() async throws {
        let first = try settings()
        let streaming = Task {
            try await run(first) { ready in
                var second = first
                second.port = ready.port
                await #expect(throws: StreamingError.server(.portInUse(host: "127.0.0.1", port: ready.port))) {
                    _ = try await run(second) { _ in }
                }
                throw CancellationError()
            }
        }
        await #expect(throws: CancellationError.self) { try await streaming.value }
    }

    @Test("cancelling is a normal end with figures")
    func cancelling() async throws {
        let first = try settings()
        let (readies, ready) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let streaming = Task { try await run(first) { _ in ready.yield() } }
        for await _ in readies { break }
        streaming.cancel()
        #expect(try await streaming.value.frames > 0)
    }

    @Test("renders a marked file that is a video of as many frames")
    func rendering() throws {
        let folder = try TemporaryFolder()
        var generator = SystemRandomNumberGenerator()
        let clock = ManualClock()
        let file = folder.file("marked.ts")
        let description = try StreamRendering.render(
            try settings(),
            frames: 25,
            to: file,
            clock: clock,
            using: &generator
        )
        #expect(description.startedAt == clock.now().iso8601)
        let reader = try AccessUnitReader.open(file, clock: SystemClock(), interrupt: Interrupt())
        var units = 0
        while try reader.next() != nil {
            units += 1
        }
        #expect(units == 25)
    }

    @Test("a ready file is whole JSON; one that cannot be written is an error")
    func readyFile() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("ready.json")
        try ReadyFile.write(file, port: 8_080, processID: 7, streamID: StreamID(rawValue: 9))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "{\"pid\":7,\"port\":8080,\"stream_id\":9}\n")
        #expect(throws: StreamingError.self) {
            try ReadyFile.write("/nowhere/ready", port: 1, processID: 1, streamID: StreamID(rawValue: 1))
        }
    }
}
