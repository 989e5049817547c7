import Fanout
import LabModel
import LabTesting
import Logging
import StreamHTTP
import Testing

@Suite("Stream server", .realTime, .timeLimit(.minutes(60)))
struct StreamServerTests {
    @Test("an unknown path is 404 with what and remedy")
    func unknownPath() async throws {
        try await ServerHarness().run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/nope?x=1", headers: "Connection: close\r\n")
            let answer = await client.read()
            #expect(answer.text.hasPrefix("HTTP/1.1 404 Not Found\r\n"))
            #expect(
                String(decoding: answer.body, as: UTF8.self)
                    == "{\"remedy\":\"Open / for a list of what is served here.\",\"what\":\"there is nothing at /nope\"}"
            )
        }
    }

    @Test("a head that is too long is refused")
    func longHead() async throws {
        try await ServerHarness().run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/hello", headers: "X: \(String(repeating: "a", count: 60_000))\r\n")
            let answer = await client.read()
            #expect(answer.isClosed)
            #expect(!answer.text.contains("200 OK"))
        }
    }

    @Test("a head that does not end is not waited for")
    func slowHead() async throws {
        var harness = ServerHarness()
        harness.settings.requestTimeout = .milliseconds(200)
        try await harness.run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            client.send("GET /hello HTTP/1.1\r\nX: ")
            let answer = await client.read()
            #expect(answer.isClosed)
            #expect(answer.bytes.isEmpty)
        }
    }

    @Test("a live viewer outlives the limit of idle connections")
    func liveIsNotIdle() async throws {
        var harness = ServerHarness()
        // Enough for a busy machine to let the live viewer in.
        harness.settings.requestTimeout = .seconds(15)
        let served = harness
        try await served.run { port in
            let live = RawClient(port: port)
            defer { live.close() }
            live.get("/live.ts")
            try await served.viewers(1)
            // Begins later than the live one, so that its limit is over later.
            let idle = RawClient(port: port)
            defer { idle.close() }
            idle.get("/hello")
            #expect(await idle.read().isClosed)
            served.publish(0, isKeyframe: true)
            let received = await live.read { $0.body.count >= 1_000 }
            #expect(received.body.count == 1_000)
        }
    }

    @Test("a port in use is an error that names it and what to do")
    func portInUse() async throws {
        try await ServerHarness().run { port in
            var second = ServerHarness()
            second.settings.port = port
            let expected = StreamHTTPError.portInUse(host: "127.0.0.1", port: port)
            await #expect(throws: expected) {
                try await second.run { _ in }
            }
        }
    }

    @Test("an address of nobody here is an error")
    func badAddress() async throws {
        var harness = ServerHarness()
        harness.settings.host = "203.0.113.1"
        await #expect(throws: StreamHTTPError.self) {
            try await harness.run { _ in }
        }
    }

    @Test(
        "every error says what, where and what to do",
        arguments: [
            (
                StreamHTTPError.portInUse(host: "h", port: 80),
                "port 80 is in use by another process: h:80. "
                    + "Choose another one with --port, or let the system choose with --port 0."
            ),
            (
                .portForbidden(host: "h", port: 80),
                "port 80 may not be opened by this user: h:80. Choose a port of 1024 or above with --port."
            ),
            (
                .badAddress(host: "h", port: 1, reason: "R"),
                "cannot listen at this address: R: h:1. "
                    + "Give one of this machine's addresses with --host, or 0.0.0.0 for all of them."
            ),
            (.cannotServe(host: "h", port: 1, reason: "R"), "the HTTP server stopped: R: h:1"),
        ]
    )
    func text(error: StreamHTTPError, text: String) {
        #expect(error.description == text)
        #expect(error.exitStatus == .failed)
    }
}
