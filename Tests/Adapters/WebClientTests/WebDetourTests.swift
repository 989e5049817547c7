import LabModel
import LabTesting
import Machine
import NIOHTTP1
import Synchronization
import Testing

@testable import WebClient

/// Connections that go to whatever stands before their hosts.
@Suite(.timeLimit(.minutes(60))) struct WebDetourTests {
    /// What a client asked for the way to.
    private final class Asked: Sendable {
        let all = Mutex<[String]>([])

        func detour(to port: Int) -> WebDetour {
            WebDetour { addresses, wanted in
                self.all.withLock { $0.append("\(addresses.joined(separator: " ")) \(wanted)") }
                return port
            }
        }
    }

    private struct Busy: Error, CustomStringConvertible {
        let description = "too many"
    }

    private func fetch(_ url: String, by client: WebClient) -> Collector.Result {
        let collector = Collector()
        client.fetch(WebRequest(url: url), to: collector)
        return collector.wait()
    }

    @Test func everyHostIsNamedAsEverAndReachedThroughWhatStandsBeforeIt() throws {
        let stand = try ScriptedHost { uri, _ in
            uri == "/away" ? .redirect("http://[2001:4860:4860::8888]:8000/there") : .body([1, 2])
        }
        defer { stand.stop() }
        let asked = Asked()
        let client = WebClient(origin: nil, detour: asked.detour(to: stand.port), clock: SystemClock())
        defer { client.shutDown() }
        // Nobody answers at these addresses.
        for url in ["http://8.8.8.8/a", "http://8.8.8.8:81/b?c=d", "http://8.8.8.8:80/e"] {
            let result = fetch(url, by: client)
            #expect(result.failure == nil && result.body == [1, 2] && result.head?.finalURL == url)
        }
        #expect(fetch("http://8.8.8.8/away", by: client).head?.finalURL == "http://[2001:4860:4860::8888]:8000/there")
        let named = stand.seen.map { $0.headers["Host"].joined() + $0.uri }
        #expect(
            named == [
                "8.8.8.8/a", "8.8.8.8:81/b?c=d", "8.8.8.8/e", "8.8.8.8/away", "[2001:4860:4860::8888]:8000/there",
            ]
        )
        #expect(asked.all.withLock { $0 } == ["8.8.8.8 80", "8.8.8.8 81", "2001:4860:4860::8888 8000"])
    }

    @Test func noDetourLeadsWhereNothingMayBeAsked() throws {
        let stand = try ScriptedHost { _, _ in .body([1]) }
        defer { stand.stop() }
        let asked = Asked()
        let client = WebClient(origin: "http://8.8.8.8/", detour: asked.detour(to: stand.port), clock: SystemClock())
        defer { client.shutDown() }
        let url = stand.url("/a")
        let refused = WebError.notAllowed(address: url, host: "127.0.0.1", reached: "127.0.0.1")
        #expect(fetch(url, by: client).failure == refused)
        #expect(asked.all.withLock { $0.isEmpty } && stand.seen.isEmpty)
    }

    @Test func aDetourThatCannotBeHadIsToldOf() {
        let client = WebClient(origin: nil, detour: WebDetour { _, _ in throw Busy() }, clock: SystemClock())
        defer { client.shutDown() }
        let refused = WebError.cannotConnect(address: "http://8.8.8.8/a", reason: "too many")
        #expect(fetch("http://8.8.8.8/a", by: client).failure == refused)
    }

    @Test func certificatesAreAskedForByTheHostsOwnName() throws {
        let listener = try TCPListener.open()
        let hello = Mutex<[UInt8]>([])
        let server = WorkerThread(name: "server") {
            guard let connection = listener.accept() else { return }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = try? buffer.withUnsafeMutableBytes { try connection.read(into: $0) }
            hello.withLock { $0 = Array(buffer[..<(count ?? 0)]) }
            connection.close()
        }
        defer {
            listener.close()
            server.join()
        }
        let asked = Asked()
        let client = WebClient(
            origin: "https://localhost/",
            detour: asked.detour(to: listener.port),
            clock: SystemClock()
        )
        defer { client.shutDown() }
        #expect(fetch("https://localhost/live.m3u8", by: client).failure != nil)
        let named = hello.withLock { String(decoding: $0, as: UTF8.self) }
        #expect(named.contains("localhost"))
        #expect(asked.all.withLock { $0.first?.hasSuffix(" 443") } == true)
    }
}
