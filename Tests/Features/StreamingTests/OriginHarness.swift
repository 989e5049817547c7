import Foundation
import LabModel
import LabTesting
import Machine
import Marks
import Media
import Streaming
import Testing

/// A real streamer of small pictures in this process, and the lab's own eyes on what it serves.
struct OriginHarness: Sendable {
    var settings: StreamSettings
    let clock = SystemClock()

    /// 320x240 at 25 frames a second, ten frames to a keyframe.
    init() throws {
        settings = StreamSettings(frameRate: try #require(FrameRate(numerator: 25)))
        settings.size = PixelSize(width: 320, height: 240)
        settings.bitrate = DataRate(bitsPerSecond: 800_000)
        settings.gop = .milliseconds(400)
        settings.port = 0
    }

    /// Streams until the body is through.
    ///
    /// What has ended can be had until then, however long a busy machine takes.
    @discardableResult
    func run(_ body: @escaping @Sendable (OriginHarness.Server) async throws -> Void) async throws -> StreamerCounters {
        let (settings, clock) = (settings, clock)
        let (servers, server) = AsyncStream.makeStream(of: Server.self, bufferingPolicy: .bufferingNewest(1))
        let streaming = Task {
            defer { server.finish() }
            var generator = SystemRandomNumberGenerator()
            return try await StreamService.run(
                settings,
                clock: clock,
                farewell: .untilItHangs,
                using: &generator
            ) { ready in
                server.yield(Server(port: ready.port))
            }
        }
        var failure: (any Error)?
        for await found in servers {
            do {
                try await body(found)
            } catch {
                failure = error
            }
            break
        }
        streaming.cancel()
        let counters = try await streaming.value
        if let failure {
            throw failure
        }
        return counters
    }

    /// The streamer as a client sees it.
    struct Server: Sendable {
        let port: Int

        func url(_ path: String) -> String {
            "http://127.0.0.1:\(port)\(path)"
        }

        /// Asks once: the response up to the close.
        func get(_ path: String) async -> Loopback.Answer {
            await WorkerThread.run(name: "get") { Loopback.ask(path, port: port) }
        }

        func text(_ path: String) async -> String {
            await get(path).text
        }

        /// Asks again while it is told to, as players do: on a busy machine a stream may stand still for longer than a
        /// request waits.
        func answer(_ path: String) async throws -> Loopback.Answer {
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .untilItHangs
            while true {
                let answer = await get(path)
                guard answer.status == 503, clock.monotonicNow() < deadline else { return answer }
                try await clock.sleep(for: .milliseconds(10))
            }
        }

        /// Waits until there is a first segment.
        func segments() async throws {
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .untilItHangs
            while await get("/hls/stream.m3u8").status != 200, clock.monotonicNow() < deadline {
                try await clock.sleep(for: .milliseconds(10))
            }
        }

        /// What the marks say of the first pictures at an address, as the receiver reads it; nil for each unread one.
        func stamps(at path: String, first count: Int) async throws -> [FrameStamp?] {
            let address = url(path)
            return try await WorkerThread.run(name: "reader") {
                Result { try OriginHarness.stamps(in: address, first: count) }
            }.get()
        }
    }

    /// What the marks of a file or address say, picture by picture.
    static func stamps(in address: String, first count: Int = .max) throws -> [FrameStamp?] {
        let clock = SystemClock()
        let units = try AccessUnitReader.open(address, clock: clock, interrupt: Interrupt())
        let decoder = try PictureDecoder.open(units.video, clock: clock)
        var reader = MarkReader()
        var stamps: [FrameStamp?] = []
        func read(_ pictures: [Picture]) {
            for picture in pictures {
                if case .stamp(let stamp, _) = picture.withLuma({ reader.read($0) }) {
                    stamps.append(stamp)
                } else {
                    stamps.append(nil)
                }
            }
        }
        while stamps.count < count, let unit = try units.next() {
            read(try decoder.decode(unit))
        }
        if stamps.count < count {
            read(try decoder.finish())
        }
        return stamps
    }
}
