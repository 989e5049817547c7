import LabModel
import LabTesting
import Machine
import StreamHTTP
import Testing

@Suite("Slow clients", .realTime, .timeLimit(.minutes(60)))
struct SlowClientsTests {
    private let clock = SystemClock()

    /// Sends a byte at a time, for as long as the work takes.
    private func dribbling<Outcome: Sendable>(
        _ client: RawClient,
        _ work: @Sendable () async throws -> Outcome
    ) async throws -> Outcome {
        let sending = Task {
            while !Task.isCancelled {
                client.send("a")
                try await clock.sleep(for: .milliseconds(10))
            }
        }
        let outcome: Result<Outcome, any Error>
        do {
            outcome = .success(try await work())
        } catch {
            outcome = .failure(error)
        }
        // Nothing is sent any more once the client is closed: its descriptor may be somebody else's then.
        sending.cancel()
        _ = await sending.result
        return try outcome.get()
    }

    private func post(_ client: RawClient, _ path: String, length: Int) {
        client.send("POST \(path) HTTP/1.1\r\nHost: test\r\nContent-Length: \(length)\r\n\r\n")
    }

    @Test("a body that comes byte by byte is refused when its time is over")
    func slowBody() async throws {
        var harness = ServerHarness()
        harness.settings.requestTimeout = .milliseconds(300)
        try await harness.run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            post(client, "/told", length: 1 << 20)
            let answer = try await dribbling(client) { await client.read() }
            #expect(answer.isClosed)
            // What the client sends on may reset the connection before it has read why.
            #expect(
                answer.bytes.isEmpty || answer.text.hasPrefix("HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n")
            )
        }
    }

    @Test("a body that stops is refused with the status that says so")
    func endlessBody() async throws {
        var harness = ServerHarness()
        // Enough for a busy machine to take the head in.
        harness.settings.requestTimeout = .seconds(15)
        try await harness.run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            post(client, "/told", length: 1_000)
            client.send("some")
            let answer = await client.read()
            #expect(answer.isClosed)
            #expect(answer.text == "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        }
    }

    @Test("a body that was answered before it ended is not waited for either, and answered once")
    func unwantedBody() async throws {
        var harness = ServerHarness()
        // Enough for a busy machine to answer first.
        harness.settings.requestTimeout = .seconds(15)
        try await harness.run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            post(client, "/nowhere", length: 1_000)
            client.send("some")
            let answer = await client.read()
            #expect(answer.isClosed)
            #expect(answer.status == 404)
            #expect(answer.text.split(separator: "HTTP/1.1").count == 1)
        }
    }

    @Test("bodies that end in time leave the connection as it was")
    func bodiesInTime() async throws {
        try await ServerHarness().run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            for length in [4, 70_000, 0] {
                post(client, "/told", length: length)
                client.send(String(repeating: "a", count: length / 2))
                try await clock.sleep(for: .milliseconds(5))
                client.send(String(repeating: "b", count: length - length / 2))
                let answer = await client.read { $0.isWhole }
                #expect(answer.status == 200)
                #expect(answer.bodyText == "\(length)")
            }
        }
    }

    @Test("an answer that nobody reads is given up")
    func unread() async throws {
        var harness = ServerHarness()
        harness.settings.unreadLimit = .milliseconds(500)
        // So that nothing else ends it.
        harness.settings.requestTimeout = .seconds(3_600)
        let served = harness
        try await served.run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/long")
            let hasHungUp = try await served.hangsUpOnLongAnswer()
            #expect(hasHungUp)
            let answer = await client.read()
            #expect(answer.isClosed)
            #expect(answer.body.count < ServerHarness.longAnswer)
        }
    }

    @Test("an answer that is read slowly is not: it may take longer than the limit")
    func slowReader() async throws {
        var harness = ServerHarness()
        // No busy machine keeps the reader away for so long.
        harness.settings.unreadLimit = .seconds(15)
        try await harness.run { port in
            let client = RawClient(port: port, receiveBuffer: 256 << 10)
            defer { client.close() }
            client.get("/long")
            let began = clock.monotonicNow()
            var count = 0
            // Fast enough to read what the system keeps between the limit and the end, slow enough to leave some.
            while clock.monotonicNow() - began < .seconds(20) {
                let piece = await client.read { $0.bytes.count >= 32 << 10 }
                count += piece.bytes.count
                #expect(!piece.isClosed)
                try await clock.sleep(for: .milliseconds(30))
            }
            // Whatever comes now comes after the limit.
            #expect(await client.read { !$0.bytes.isEmpty }.bytes.isEmpty == false)
            #expect(count < ServerHarness.longAnswer)
        }
    }

    @Test("an answer that was handed on at once, as segments are, outlives the limit of idle connections")
    func wholeAnswer() async throws {
        var harness = ServerHarness()
        harness.settings.requestTimeout = .seconds(1)
        try await harness.run { port in
            let client = RawClient(port: port, receiveBuffer: 256 << 10)
            defer { client.close() }
            client.get("/whole")
            let began = clock.monotonicNow()
            var count = 0
            while clock.monotonicNow() - began < .seconds(3) {
                count += await client.read { $0.bytes.count >= 32 << 10 }.bytes.count
                try await clock.sleep(for: .milliseconds(30))
            }
            // To the end of the connection, which comes once nothing is left to be sent.
            let rest = await client.count()
            #expect(count + rest > ServerHarness.longAnswer)
        }
    }
}
