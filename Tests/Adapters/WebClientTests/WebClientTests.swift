import LabModel
import LabTesting
import Machine
import NIOHTTP1
import Testing

@testable import WebClient

/// A client against servers that behave, and servers that do not.
@Suite struct WebClientTests {
    private func fetch(
        _ path: String,
        from host: ScriptedHost,
        _ change: (inout WebRequest) -> Void = { _ in }
    ) -> Collector.Result {
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        var request = WebRequest(url: host.url(path))
        change(&request)
        let collector = Collector()
        client.fetch(request, to: collector)
        return collector.wait()
    }

    @Test func anAnswerComesWithItsHead() throws {
        let headers = """
            Content-Type: Video/MP4; codecs="avc1"\r\nAge: 7\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n
            """
        let clock = SystemClock()
        let before = clock.now()
        let host = try ScriptedHost { _, _ in .body([1, 2, 3], headers: headers) }
        let result = fetch("/a", from: host)
        #expect(result.failure == nil)
        #expect(result.body == [1, 2, 3])
        #expect(result.ends == 1)
        let head = try #require(result.head)
        #expect(head.status == 200)
        #expect(head.contentType == "video/mp4")
        #expect(head.length == ByteCount(3))
        #expect(head.age == .seconds(7))
        #expect(head.date == WallTime(nanoseconds: 784_111_777_000_000_000))
        #expect(head.finalURL == host.url("/a"))
        #expect(head.arrived >= before)
        #expect(try #require(result.pieces.first).at >= head.arrived)
    }

    @Test func connectionsAreUsedAgain() throws {
        let host = try ScriptedHost { _, _ in .body(Array("x".utf8)) }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        for number in 0..<5 {
            let collector = Collector()
            client.fetch(WebRequest(url: host.url("/\(number)")), to: collector)
            #expect(collector.wait().failure == nil)
        }
        #expect(Set(host.seen.map(\.connection)) == [1])
        #expect(host.seen.map { $0.headers.first(name: "Accept-Encoding") } == Array(repeating: "identity", count: 5))
    }

    @Test func redirectsAreFollowedToTheEnd() throws {
        let host = try ScriptedHost { uri, _ in
            switch uri {
            case "/a": .redirect("b/c?x=1")
            case "/b/c?x=1": .redirect("../d", status: "307 Temporary Redirect")
            default: .body([9])
            }
        }
        let result = fetch("/a", from: host)
        #expect(result.body == [9])
        #expect(result.head?.finalURL == host.url("/d"))
        #expect(host.seen.map(\.uri) == ["/a", "/b/c?x=1", "/d"])
    }

    @Test func redirectsInACircleEnd() throws {
        let host = try ScriptedHost { uri, _ in .redirect(uri == "/a" ? "/b" : "/a") }
        let result = fetch("/a", from: host)
        #expect(result.failure == .redirectLoop(address: host.url("/a")))
    }

    @Test func moreRedirectsThanAllowedEnd() throws {
        let host = try ScriptedHost { uri, _ in .redirect("/\((Int(uri.dropFirst()) ?? 0) + 1)") }
        let result = fetch("/0", from: host)
        #expect(result.failure == .tooManyRedirects(address: host.url("/6"), limit: 5))
        #expect(host.seen.count == 6)
    }

    @Test(arguments: [
        ("file:///etc/passwd", "file:///etc/passwd"), ("gopher://x/", "gopher://x/"), ("http://", "http:"),
    ])
    func redirectsLeadToWebAddressesOnly(target: String, shown: String) throws {
        let host = try ScriptedHost { _, _ in .redirect(target) }
        guard case .notWeb = fetch("/a", from: host).failure else {
            Issue.record("followed \(target)")
            return
        }
    }

    @Test func aRedirectWithoutTargetLeadsNowhere() throws {
        let host = try ScriptedHost { _, _ in .text("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n") }
        #expect(fetch("/a", from: host).failure == .redirectToNowhere(address: host.url("/a")))
    }

    @Test(arguments: [
        "127.0.0.2", "10.255.255.1", "169.254.169.254", "[::1]", "2130706434", "0x7f.2", "[::ffff:10.0.0.1]",
    ])
    func redirectsDoNotLeadIntoPrivateNetworks(target: String) throws {
        let host = try ScriptedHost { _, _ in .redirect("http://\(target)/secret") }
        guard case .notAllowed = fetch("/a", from: host).failure else {
            Issue.record("followed to \(target)")
            return
        }
        #expect(host.seen.count == 1)
    }

    @Test func whatWasAllowedIsReached() throws {
        let inner = try ScriptedHost { _, _ in .body([5]) }
        defer { inner.stop() }
        let target = inner.url("/x", host: "localhost")
        let host = try ScriptedHost { _, _ in .redirect(target) }
        defer { host.stop() }
        // The same machine under another address than the one that was named.
        let client = WebClient(origin: "http://192.0.2.1/", allowed: [.host("localhost")], clock: SystemClock())
        defer { client.shutDown() }
        let refused = Collector()
        client.fetch(WebRequest(url: host.url("/a")), to: refused)
        let address = host.url("/a")
        #expect(
            refused.wait().failure == .notAllowed(address: address, host: "127.0.0.1", reached: "127.0.0.1")
        )
        let taken = Collector()
        client.fetch(WebRequest(url: target), to: taken)
        #expect(taken.wait().body == [5])
    }

    @Test func anotherStatusIsARefusal() throws {
        let host = try ScriptedHost { _, _ in .body(Array("gone".utf8), status: "404 Not Found") }
        let result = fetch("/a?key=secret", from: host)
        #expect(result.failure == .refusedByServer(address: host.url("/a?…"), status: 404))
        #expect(result.head == nil)
        #expect(result.body == [])
    }

    @Test func aBodyThatIsTooLongIsNotTaken() throws {
        let host = try ScriptedHost { _, _ in .body([UInt8](repeating: 0, count: 2_000)) }
        let result = fetch("/a", from: host) { $0.limits.bodyBytes = ByteCount(1_999) }
        #expect(result.failure == .tooLong(address: host.url("/a"), limit: 1_999))
        #expect(result.body == [])
    }

    @Test func anEndlessBodyIsCutOff() throws {
        let chunk = Array("1000\r\n".utf8) + [UInt8](repeating: 7, count: 4_096) + Array("\r\n".utf8)
        let head = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        let host = try ScriptedHost { _, _ in ScriptedHost.Answer(pieces: [head, chunk], isEndless: true) }
        let result = fetch("/a", from: host) { $0.limits.bodyBytes = ByteCount(100_000) }
        #expect(result.failure == .tooLong(address: host.url("/a"), limit: 100_000))
        #expect(result.body.count <= 100_000)
    }

    @Test func headersWithoutEndAreCutOff() throws {
        let line = Array("X-A: \(String(repeating: "b", count: 4_000))\r\n".utf8)
        let head = Array("HTTP/1.1 200 OK\r\n".utf8)
        let host = try ScriptedHost { _, _ in ScriptedHost.Answer(pieces: [head, line], isEndless: true) }
        guard case .broken = fetch("/a", from: host).failure else {
            Issue.record("took endless headers")
            return
        }
    }

    @Test func whatIsNoHTTPIsToldSo() throws {
        let host = try ScriptedHost { _, _ in .text("SSH-2.0-OpenSSH_9.2\r\n", after: .close) }
        guard case .broken(let address, _) = fetch("/a", from: host).failure else {
            Issue.record("took a greeting for an answer")
            return
        }
        #expect(address == host.url("/a"))
    }

    @Test func aSilentServerIsGivenUp() throws {
        let host = try ScriptedHost { _, _ in .silence }
        let result = fetch("/a", from: host) { $0.limits.headTime = .milliseconds(100) }
        #expect(
            result.failure == .timedOut(address: host.url("/a"), doing: "waiting for an answer", seconds: 0.1)
        )
    }

    @Test func aBodyThatStopsIsGivenUp() throws {
        let host = try ScriptedHost { _, _ in .text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345") }
        let result = fetch("/a", from: host) { $0.limits.idleTime = .milliseconds(100) }
        #expect(
            result.failure
                == .timedOut(address: host.url("/a"), doing: "waiting for the rest of an answer", seconds: 0.1)
        )
        #expect(result.body == Array("12345".utf8))
    }

    @Test func aBodyThatDripsForEverIsGivenUp() throws {
        // The whole time runs while the head is awaited too: on a busy machine a short one ends before the body begins.
        for seconds in [0.1, 1, 10] {
            let host = try ScriptedHost { _, _ in
                let head = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
                return ScriptedHost.Answer(pieces: [head, Array("1\r\nx\r\n".utf8)], isEndless: true)
            }
            let result = fetch("/a", from: host) { $0.limits.wholeTime = .seconds(seconds) }
            #expect(result.failure == .tooSlow(address: host.url("/a"), seconds: seconds))
            if !result.body.isEmpty { return }
        }
        Issue.record("nothing of the body came")
    }

    @Test func aBodyThatIsCutShortIsBroken() throws {
        let host = try ScriptedHost { _, _ in
            .text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", after: .close)
        }
        let result = fetch("/a", from: host)
        guard case .broken = result.failure else {
            Issue.record("took half a body for the whole: \(result)")
            return
        }
        #expect(result.body == Array("12345".utf8))
    }

    @Test func aResetIsBroken() throws {
        let host = try ScriptedHost { _, _ in
            .text("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", after: .reset)
        }
        guard case .broken = fetch("/a", from: host).failure else {
            Issue.record("took half a body for the whole")
            return
        }
    }

    @Test func aKeptConnectionThatDiedIsReplaced() throws {
        // The server closes the connection with the second request instead of answering.
        let host = try ScriptedHost { uri, visit in
            uri == "/b" && visit == 0 ? ScriptedHost.Answer(pieces: [], after: .close) : .body([1])
        }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        for path in ["/a", "/b"] {
            let collector = Collector()
            client.fetch(WebRequest(url: host.url(path)), to: collector)
            #expect(collector.wait().failure == nil)
        }
        #expect(host.seen.map(\.uri) == ["/a", "/b", "/b"])
    }

    @Test func aServerThatAlwaysClosesIsGivenUp() throws {
        let host = try ScriptedHost { _, _ in ScriptedHost.Answer(pieces: [], after: .close) }
        guard case .broken = fetch("/a", from: host).failure else {
            Issue.record("took nothing for an answer")
            return
        }
        #expect(host.seen.count == 2)
    }

    @Test func nobodyListening() throws {
        let port = try LoopbackPort.free()
        let client = WebClient(origin: "http://127.0.0.1:\(port)/", clock: SystemClock())
        defer { client.shutDown() }
        let collector = Collector()
        client.fetch(WebRequest(url: "http://127.0.0.1:\(port)/a"), to: collector)
        let address = "http://127.0.0.1:\(port)/a"
        #expect(collector.wait().failure == .cannotConnect(address: address, reason: "Connection refused"))
    }

    private func fetch(_ url: String, by client: WebClient) -> WebError? {
        let collector = Collector()
        client.fetch(WebRequest(url: url), to: collector)
        return collector.wait().failure
    }

    @Test func theFirstAddressesPasswordIsToldToItsHostAlone() throws {
        let other = try ScriptedHost { _, _ in .body([2]) }
        let elsewhere = other.url("/c")
        let host = try ScriptedHost { uri, _ in
            switch uri {
            case "/a": .redirect("/b")
            case "/away": .redirect(elsewhere)
            default: .body([1])
            }
        }
        defer {
            host.stop()
            other.stop()
        }
        let named = host.url("/a").replacing("http://", with: "http://me:p%40ss@")
        let client = WebClient(origin: named, allowed: [.host("localhost")], clock: SystemClock())
        defer { client.shutDown() }
        #expect(fetch(named, by: client) == nil)
        // What a playlist leads to need not say it again; another name or port is somebody else.
        #expect(fetch(host.url("/segment"), by: client) == nil)
        #expect(fetch(host.url("/segment", host: "localhost"), by: client) == nil)
        #expect(fetch(named.replacing("/a", with: "/away"), by: client) == nil)
        let told = "Basic bWU6cEBzcw=="
        #expect(host.seen.map { $0.headers["Authorization"] } == [[told], [told], [told], [], [told]])
        #expect(other.seen.map { $0.headers["Authorization"] } == [[]])
    }

    @Test func withoutAUserNothingIsTold() throws {
        let host = try ScriptedHost { _, _ in .body([1]) }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/a"), clock: SystemClock())
        defer { client.shutDown() }
        // A user in somebody else's text is not ours to tell.
        #expect(fetch(host.url("/a").replacing("http://", with: "http://x:y@"), by: client) == nil)
        #expect(host.seen.map { $0.headers["Authorization"] } == [[]])
    }

    @Test func theEndDoesNotWaitForASocketThatConnects() throws {
        let queue = try FullQueue()
        let client = WebClient(
            origin: "http://127.0.0.1:\(queue.port)/",
            connectTime: .seconds(60),
            clock: SystemClock()
        )
        let collector = Collector()
        client.fetch(WebRequest(url: "http://127.0.0.1:\(queue.port)/a"), to: collector)
        #expect(collector.result.ends == 0)
        let clock = SystemClock()
        let began = clock.monotonicNow()
        client.shutDown()
        #expect(collector.wait().failure == .cancelled)
        // Far more than it takes, far less than connecting may take.
        #expect(clock.monotonicNow() - began < .seconds(30))
        queue.close()
    }

    @Test func compressedBodiesAreRefused() throws {
        let host = try ScriptedHost { _, _ in .body([0x1F, 0x8B], headers: "Content-Encoding: gzip\r\n") }
        #expect(fetch("/a", from: host).failure == .compressed(address: host.url("/a"), coding: "gzip"))
    }

    @Test func aReceiverMayRefuseTheHead() throws {
        let host = try ScriptedHost { _, _ in .body([1]) }
        defer { host.stop() }
        let client = WebClient(origin: host.url("/"), clock: SystemClock())
        defer { client.shutDown() }
        let refusal = WebError.wrongType(address: "a", type: "b", wanted: "c")
        let collector = Collector(refusing: refusal)
        client.fetch(WebRequest(url: host.url("/a")), to: collector)
        let result = collector.wait()
        #expect(result.failure == refusal)
        #expect(result.body == [])
    }
}
