import Foundation
import FoundationNetworking
import HTTPTypes
import LabModel
import LabTesting
import Machine
import RunStore
import Synchronization
import Testing

@testable import LabServer

/// The server itself, by real connections.
@Suite("Dashboard's server", .realTime, .timeLimit(.minutes(60)))
struct LabServerTests {
    private func get(_ port: Int, _ path: String, headers: [String: String] = [:]) async throws -> (Int, String) {
        var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(port)\(path)")))
        for (name, value) in headers {
            request.setValue(value, forHTTPHeaderField: name)
        }
        let (data, response) = try await URLSession.shared.data(for: request)
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }

    @Test("it answers by a connection, and ends when asked to")
    func answers() async throws {
        try await ServedLab.serving { port, _ in
            let health = try await get(port, "/healthz")
            let told = #"{"status":"ok"}"#
            #expect(health.0 == 200)
            #expect(health.1 == told)
            let list = try await get(port, "/api/runs").0
            let missing = try await get(port, "/api/runs/x").0
            #expect(list == 200)
            #expect(missing == 404)
        }
    }

    @Test("a live view follows a run, and does not hold up the end")
    func live() async throws {
        try await ServedLab.serving { port, store in
            let began = SystemClock().now()
            _ = try store.begin(LabFixture.draft("now", at: began, seed: 1), clock: SystemClock())
            let url = try #require(URL(string: "http://127.0.0.1:\(port)/api/live"))
            // Leaves once the first update has come whole, however long that takes.
            let curl = try await BuiltExecutable.shell(
                "curl -sN --max-time 240 '\(url.absoluteString)' | sed '/^event: update$/,/^$/{/^$/q}'"
            )
            // The feed may have looked at the store before somebody watched.
            #expect(curl.output.prefixMatch(of: #/event: snapshot\nid: [0-9]+\nretry: 500\ndata: /#) != nil)
            #expect(curl.output.contains(#""name":"now@1""#))
            #expect(curl.output.contains("\n\nevent: update\n"))
        }
    }

    @Test("other addresses need a token")
    func open() async throws {
        let folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("lab.sqlite"))
        var settings = LabServerSettings()
        settings.host = "0.0.0.0"
        await #expect(throws: LabServerError.openToOthers(host: "0.0.0.0")) {
            try await LabServer.run(settings, store: store, clock: SystemClock()) { _ in }
        }
    }

    @Test("with a token, requests carry it")
    func token() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("token")
        #expect(
            FileManager.default.createFile(
                atPath: path,
                contents: Data(LabFixture.token.utf8),
                attributes: [.posixPermissions: 0o600]
            )
        )
        try await ServedLab.serving({ ($0.host, $0.tokenFile) = ("0.0.0.0", path) }) { port, _ in
            let header = ["Authorization": "Bearer \(LabFixture.token)"]
            let without = try await get(port, "/api/runs").0
            let with = try await get(port, "/api/runs", headers: header).0
            #expect(without == 401)
            #expect(with == 200)
        }
    }

    /// What comes until the other side ends; blocks.
    private static func rest(of connection: TCPConnection) throws -> String {
        var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4_096))
        while case let count = try buffer.withUnsafeMutableBytes({ try connection.read(into: $0) }), count > 0 {
            all += buffer[..<count]
        }
        return String(decoding: all, as: UTF8.self)
    }

    @Test("a sign-in that does not come to its end is not waited for")
    func slowBody() async throws {
        // Enough for a busy machine to take the head in.
        try await ServedLab.serving({ $0.requestTimeout = .seconds(15) }) { port, _ in
            let connection = try TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(10))
            defer { connection.close() }
            let head = "POST /login HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: 100\r\n\r\ntoken="
            try Array(head.utf8).withUnsafeBytes { try connection.write($0) }
            connection.limitWaits(to: .untilItHangs)
            let answer = await WorkerThread.run(name: "client") { Result { try Self.rest(of: connection) } }
            #expect(
                try answer.get() == "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
            )
        }
    }

    @Test("a head that is too long is refused")
    func longHead() async throws {
        try await ServedLab.serving { port, _ in
            let long = String(repeating: "a", count: 40_000)
            await #expect(throws: (any Error).self) {
                let status = try await get(port, "/api/runs?search=\(long)").0
                throw NSError(domain: "status", code: status == 200 ? 0 : status)
            }
        }
    }
}
