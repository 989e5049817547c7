import Estimation
import Foundation
import HTTPTypes
import Hummingbird
import LabModel
import LabTesting
import Logging
import NIOCore
import RunStore

@testable import LabServer

/// A dashboard over a store of known runs, asked in memory, without a connection.
struct LabFixture {
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    static let token = "0123456789abcdef0123456789abcdef"

    let folder: TemporaryFolder
    let store: RunStore
    let dashboard: Dashboard
    private let responder: any HTTPResponder<LabRequestContext>

    /// - Parameters:
    ///   - token: what requests must carry; nil for none.
    ///   - clock: the dashboard's time.
    ///   - adjust: changes the settings.
    /// - Throws: what keeps the store.
    init(
        token: String? = nil,
        clock: any LabClock = ManualClock(),
        adjust: (inout LabServerSettings) -> Void = { _ in }
    ) throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
        var settings = LabServerSettings()
        settings.version = "9.9"
        settings.launcher = "/bin/false"
        settings.providers = [
            Provider(name: "direct", playback: "/live.ts"), Provider(name: "hls", playback: "/hls/x"),
        ]
        adjust(&settings)
        let gatekeeper = Gatekeeper(token: token.map { Array($0.utf8) }, clock: clock) {
            (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        dashboard = try Dashboard(
            settings,
            store: try RunStore.open(store.path, mode: .readOnly),
            gatekeeper: gatekeeper,
            clock: clock,
            logger: logger
        )
        responder = try LabServer.routes(of: dashboard).buildResponder()
    }

    /// Adds a run of 100 frames.
    @discardableResult
    func add(
        _ id: String,
        provider: String = "direct",
        delayMs: Double = 20,
        at offset: Latency = .zero,
        sweep: String? = nil,
        endReason: EndReason = .duration,
        seed: UInt64
    ) throws -> StoredRun {
        let began = Self.start + offset
        let draft = Self.draft(id, provider: provider, at: began, sweep: sweep, seed: seed)
        var trace = Trace()
        trace.join = began
        trace.clockMethod = .sameHost
        trace.nominalPeriod = .milliseconds(40)
        trace.samples = (0..<100).map { Self.sample($0, began: began, delayMs: delayMs) }
        trace.end = began + .seconds(4)
        trace.drained = began + .seconds(4.5)
        trace.endReason = endReason
        let manifest = draft.manifest(attempt: 1)
        return try store.add(
            draft,
            trace: trace,
            summary: Estimator.summarize(trace, manifest: manifest),
            clock: ManualClock(at: began)
        )
    }

    static func draft(
        _ id: String,
        provider: String = "direct",
        at began: WallTime = start,
        sweep: String? = nil,
        seed: UInt64
    ) -> RunDraft {
        var generator = SeededGenerator(seed: seed)
        return RunDraft(
            uuid: RunUUID.make(at: began, using: &generator),
            id: id,
            provider: provider,
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: began,
            settings: sweep.map { ["sweep": .text($0)] } ?? [:],
            versions: [:],
            machine: [:]
        )
    }

    /// Frame `index` at 25 a second, decoded so long after its stamp.
    static func sample(_ index: Int, began: WallTime = start, delayMs: Double) -> Sample {
        let sent = began + .milliseconds(Double(index) * 40)
        return Sample(
            stamp: FrameStamp(streamID: StreamID(rawValue: 7), number: FrameNumber(UInt32(index)), time: sent),
            arrival: sent + .milliseconds(delayMs - 1),
            decoded: sent + .milliseconds(delayMs),
            presentationTime: .milliseconds(Double(index) * 40),
            size: ByteCount(5_000),
            clockOffset: .zero,
            clockErrorBound: .microseconds(50)
        )
    }

    /// What a request got.
    struct Answer {
        var status: Int
        var headers: HTTPFields
        var text: String

        /// The body as JSON's object; empty for what is none.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
        }

        /// What the body's error says went wrong.
        var what: String? { (json["error"] as? [String: Any])?["what"] as? String }
    }

    /// Asks for something.
    func ask(
        _ path: String,
        _ method: HTTPRequest.Method = .get,
        host: String = "127.0.0.1:8090",
        headers: HTTPFields = [:],
        body: String = ""
    ) async throws -> Answer {
        let head = HTTPRequest(method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
        let response = try await responder.respond(to: request, context: LabRequestContext(offline: Source()))
        let writer = CollectingWriter()
        try await response.body.write(writer)
        return Answer(status: response.status.code, headers: response.headers, text: writer.text)
    }

    /// Asks for a change, as a page of the dashboard's own does.
    func change(
        _ path: String,
        _ method: HTTPRequest.Method,
        json: String = "",
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var fields = headers
        fields[.contentType] = "application/json"
        fields[Self.csrf] = dashboard.gatekeeper.pageToken(of: nil)
        return try await ask(path, method, headers: fields, body: json)
    }

    static var csrf: HTTPField.Name { HTTPField.Name("X-CSRF-Token") ?? .cookie }

    private struct Source: RequestContextSource {
        var logger: Logger {
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            return logger
        }
    }
}

/// Keeps what is written to it.
private final class CollectingWriter: ResponseBodyWriter, @unchecked Sendable {
    private var bytes = ByteBuffer()

    var text: String { String(buffer: bytes) }

    func write(_ buffer: ByteBuffer) async throws {
        bytes.writeImmutableBuffer(buffer)
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
