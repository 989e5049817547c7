import Foundation
import LabModel
import LabTesting
import Media
import Testing

/// What is no stream ends at once with an error that says why.
@Suite struct BadInputTests {
    /// The error of opening and reading all, and the events until then.
    private func failure(
        _ url: String,
        options: SourceOptions = SourceOptions(),
        clock: ManualClock = ManualClock()
    ) -> MediaError? {
        do throws(MediaError) {
            let reader = try AccessUnitReader.open(url, options: options, clock: clock, interrupt: Interrupt())
            while try reader.next() != nil {}
            return nil
        } catch {
            return error
        }
    }

    private func failure(ofServing body: [UInt8], type: String?, status: String = "200 OK") throws -> MediaError? {
        let server = try LocalServer(.bytes(LocalServer.response(body, type: type, status: status)))
        defer { server.stop() }
        let error = failure(server.url("live.ts"))
        return error.map { Self.withoutPort($0, server: server) }
    }

    /// The port differs each time.
    private static func withoutPort(_ error: MediaError, server: LocalServer) -> MediaError {
        switch error {
        case .refusedByServer(_, let status): .refusedByServer(address: "URL", status: status)
        case .notMedia(_, let found): .notMedia(address: "URL", found: found)
        case .noVideo: .noVideo(address: "URL")
        case .empty: .empty(address: "URL")
        case .timedOut(_, let doing, let seconds): .timedOut(address: "URL", doing: doing, seconds: seconds)
        default: error
        }
    }

    @Test(arguments: [
        ("404 Not Found", "404 Not Found"), ("403 Forbidden", "403 Forbidden"),
        ("503 Service Unavailable", "503 Service Unavailable"), ("410 Gone", "410 Gone"),
    ])
    func anotherStatusThanSuccess(status: String, shown: String) throws {
        #expect(
            try failure(ofServing: [], type: "text/html", status: status)
                == .refusedByServer(address: "URL", status: shown)
        )
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html></html>", "text/html", "an HTML page"),
        ("  <html><body>hello</body></html>", nil, "an HTML page"),
        ("{\"error\":\"no stream\"}", "application/json", "JSON"),
        ("{\"error\":\"no stream\"}", nil, "JSON"),
        ("all is well", "text/plain", "plain text"),
        ("<?xml version=\"1.0\"?><a/>", nil, "XML"),
    ])
    func textInsteadOfMedia(body: String, type: String?, found: String) throws {
        #expect(try failure(ofServing: Array(body.utf8), type: type) == .notMedia(address: "URL", found: found))
    }

    @Test(arguments: ["video/mp2t", nil])
    func noise(type: String?) throws {
        for seed: UInt64 in 1...10 {
            var random = SeededGenerator(seed: seed)
            let body = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(
                try failure(ofServing: body, type: type) == .notMedia(address: "URL", found: "unknown bytes"),
                "seed \(seed)"
            )
        }
    }

    @Test func nothingAtAll() throws {
        #expect(try failure(ofServing: [], type: "video/mp2t") == .empty(address: "URL"))
    }

    @Test(arguments: ["ts", "mp4", "mp3"])
    func audioOnly(name: String) throws {
        let path = try ForeignEncoderTests.encode("-f lavfi -i sine=d=2 -map 1:a", extension: name)
        defer { ForeignEncoderTests.remove(path) }
        #expect(failure(path) == .noVideo(address: path))
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(try failure(ofServing: bytes, type: nil) == .noVideo(address: "URL"))
    }

    @Test func aConnectionRefused() throws {
        let server = try LocalServer(.bytes([]))
        let url = server.url("live.ts")
        server.stop()
        // The thread closes the socket after its accept returns; a connection before that is closed without an answer.
        let error = failure(url)
        #expect(error != nil)
        let refused = failure("http://user:secret@127.0.0.1:1/live.ts?key=secret")
        #expect(
            refused?.description == "cannot open the stream: Connection refused: http://127.0.0.1:1/live.ts?…. "
                + "Check that the address is right and that its sender is running"
        )
    }

    @Test func anUnknownHost() {
        guard case .cannotOpen(let address, let reason) = failure("http://no-such-host.invalid/live.ts") else {
            Issue.record("it opened")
            return
        }
        #expect(address == "http://no-such-host.invalid/live.ts")
        #expect(reason.hasPrefix("Failed to resolve hostname no-such-host.invalid"))
    }

    @Test func anUnknownProtocol() {
        #expect(failure("gopher2://host/x") == .unknownProtocol(address: "gopher2://host/x"))
    }

    @Test func aFolderAndAMissingFile() {
        #expect(failure("/tmp") == .folder(address: "/tmp"))
        #expect(
            failure("/no/such/file.ts") == .cannotOpen(address: "/no/such/file.ts", reason: "No such file or directory")
        )
    }

    @Test func anUnknownFormatHint() {
        let options = SourceOptions(formatHint: "no-such-format")
        #expect(failure("/tmp/x.ts", options: options) == .unknownFormat(hint: "no-such-format"))
    }

    @Test(arguments: [[UInt8](), LocalServer.response([], type: "video/mp2t")])
    func aServerThatSaysNothingMore(bytes: [UInt8]) throws {
        let server = try LocalServer(.bytesAndHold(bytes))
        defer { server.stop() }
        // Each look at the clock is a second later: the limit passes without waiting for it.
        let error = failure(server.url("live.ts"), clock: ManualClock(step: .seconds(1)))
        #expect(
            error.map { Self.withoutPort($0, server: server) }
                == .timedOut(address: "URL", doing: "opening the stream", seconds: 10)
        )
    }

    @Test func aStreamThatStopsMidway() throws {
        let body = try NumberedPictures.chunks(20).chunks.flatMap { $0 }
        let server = try LocalServer(.bytesAndHold(LocalServer.response(body, type: "video/mp2t")))
        defer { server.stop() }
        let clock = ManualClock(step: .milliseconds(100))
        let error = failure(server.url("live.ts"), options: SourceOptions(readTimeout: .seconds(1)), clock: clock)
        #expect(
            error.map { Self.withoutPort($0, server: server) }
                == .timedOut(address: "URL", doing: "waiting for media", seconds: 1)
        )
    }

    @Test func aStreamCutOffMidwayEndsWithAnEvent() throws {
        let chunks = try NumberedPictures.chunks(20).chunks
        let whole = chunks.flatMap { $0 }
        let body = Array(whole.dropLast(300))
        let server = try LocalServer(.bytes(LocalServer.response(body, type: "video/mp2t", length: whole.count)))
        defer { server.stop() }
        let clock = ManualClock()
        let reader = try AccessUnitReader.open(server.url("live.ts"), clock: clock, interrupt: Interrupt())
        let reading = try Reading.all(reader, clock: clock)
        #expect(reading.numbers == Array(0..<19))
        #expect(reading.events.map(\.code).contains("cut_off"))
    }

    @Test func aSourceThatBreaksEndsWithAnEvent() throws {
        struct Broken: Error, CustomStringConvertible {
            var description: String { "the cable is gone" }
        }
        let clock = ManualClock()
        let bytes = try NumberedPictures.chunks(20).chunks.flatMap { $0 }
        let source = SteppedSource([.init(bytes: bytes, at: clock.now())], clock: clock, failure: Broken())
        let reader = try AccessUnitReader.open(source: source, clock: clock, interrupt: Interrupt())
        let reading = try Reading.all(reader, clock: clock)
        #expect(reading.numbers == Array(0..<20))
        #expect(
            reading.events == [
                MediaEvent(code: "cut_off", text: "the stream was cut off: the cable is gone")
            ]
        )
    }
}
