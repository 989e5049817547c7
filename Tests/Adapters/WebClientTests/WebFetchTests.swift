import LabModel
import LabTesting
import Machine
import NIOHTTP1
import Testing
import WebClient

/// Ranges, pauses and ends of single fetches.
@Suite(.realTime) struct WebFetchTests {
    private let whole = (0..<200).map { UInt8($0) }

    private func fetch(_ range: WebRange, from answer: ScriptedHost.Answer) throws -> (Collector.Result, ScriptedHost) {
        let host = try ScriptedHost { _, _ in answer }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        let collector = Collector()
        client.fetch(WebRequest(url: host.url("/a"), range: range), to: collector)
        return (collector.wait(), host)
    }

    @Test func aRangeIsAskedForAndTaken() throws {
        let answer = ScriptedHost.Answer.body(
            Array(whole[10..<15]),
            status: "206 Partial Content",
            headers: "Content-Range: bytes 10-14/200\r\n"
        )
        let (result, host) = try fetch(WebRange(offset: 10, length: 5), from: answer)
        #expect(result.failure == nil)
        #expect(result.body == [10, 11, 12, 13, 14])
        #expect(host.seen.first?.headers.first(name: "Range") == "bytes=10-14")
    }

    @Test func aRangeIsCutOutOfTheWhole() throws {
        let (result, _) = try fetch(WebRange(offset: 10, length: 5), from: .body(whole))
        #expect(result.failure == nil)
        #expect(result.body == [10, 11, 12, 13, 14])
        let (rest, host) = try fetch(WebRange(offset: 197), from: .body(whole))
        #expect(rest.body == [197, 198, 199])
        #expect(host.seen.first?.headers.first(name: "Range") == "bytes=197-")
    }

    @Test(arguments: ["", "Content-Range: bytes 0-4/200\r\n", "Content-Range: lines 10-14/200\r\n"])
    func anotherRangeIsNotTaken(header: String) throws {
        let answer = ScriptedHost.Answer.body([1], status: "206 Partial Content", headers: header)
        let (result, _) = try fetch(WebRange(offset: 10, length: 5), from: answer)
        guard case .broken = result.failure else {
            Issue.record("took other bytes than were asked for")
            return
        }
        #expect(result.body == [])
    }

    @Test func aPausedFetchReadsNoFurther() async throws {
        let body = [UInt8](repeating: 1, count: 4 << 20)
        let host = try ScriptedHost { _, _ in .body(body) }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        let collector = Collector(pausesAfter: 1)
        var request = WebRequest(url: host.url("/a"))
        // Long enough for a busy machine to bring the first piece in.
        request.limits.idleTime = .seconds(10)
        request.limits.wholeTime = .seconds(12)
        let fetch = client.fetch(request, to: collector)
        collector.waitForPiece()
        // Longer than both limits: a pause that the receiver asked for is nobody's fault.
        try await SystemClock().sleep(for: .seconds(13))
        #expect(collector.result.pieces.count == 1)
        #expect(collector.result.ends == 0)
        fetch.resume()
        collector.waitForPiece()
        #expect(collector.result.pieces.count == 2)
        fetch.cancel()
        let result = collector.wait()
        #expect(result.failure == .cancelled)
        #expect(result.body.count < body.count)
    }

    @Test func cancellingIsToldOnce() throws {
        let host = try ScriptedHost { _, _ in .silence }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        let collector = Collector()
        let fetch = client.fetch(WebRequest(url: host.url("/a")), to: collector)
        fetch.cancel()
        fetch.cancel()
        #expect(collector.wait().failure == .cancelled)
        #expect(collector.result.ends == 1)
    }

    @Test func shuttingDownEndsWhatRuns() throws {
        let host = try ScriptedHost { _, _ in .silence }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        let collectors = (0..<4).map { _ in Collector() }
        for collector in collectors {
            client.fetch(WebRequest(url: host.url("/a")), to: collector)
        }
        client.shutDown()
        for collector in collectors {
            #expect(collector.wait().failure == .cancelled)
        }
    }

    @Test func moreFetchesThanAllowedAreRefused() throws {
        let host = try ScriptedHost { _, _ in .silence }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        for _ in 0..<WebClient.maximumFetches {
            client.fetch(WebRequest(url: host.url("/a")), to: Collector())
        }
        let collector = Collector()
        client.fetch(WebRequest(url: host.url("/a")), to: collector)
        #expect(collector.wait().failure == .cancelled)
    }

    @Test func manyAtOnceKeepTheirBodiesApart() throws {
        let host = try ScriptedHost { uri, _ in .body([UInt8](repeating: UInt8(uri.utf8.count), count: 100_000)) }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        let collectors = (1...8).map { length in
            let collector = Collector()
            client.fetch(WebRequest(url: host.url("/" + String(repeating: "a", count: length))), to: collector)
            return collector
        }
        for (index, collector) in collectors.enumerated() {
            #expect(collector.wait().body == [UInt8](repeating: UInt8(index + 2), count: 100_000))
        }
    }
}
