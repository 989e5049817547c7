import LabModel
import LabServer
import LabTesting
import Logging
import Machine
import RunStore
import Synchronization

/// A dashboard of a test's own, on a free port of 127.0.0.1.
struct ServedPages {
    /// It ended before it served.
    struct NotServing: Error {}

    let port: Int

    /// The address of a page.
    func url(_ path: String) -> String {
        "http://127.0.0.1:\(port)\(path)"
    }

    /// Serves a store while a test does something.
    ///
    /// - Parameters:
    ///   - store: what is served.
    ///   - settings: where and how; the port is a free one.
    ///   - work: what to do meanwhile.
    /// - Returns: what the work returns.
    /// - Throws: what serving and the work throw.
    static func serving<Result: Sendable>(
        _ store: RunStore,
        _ settings: LabServerSettings = LabServerSettings(),
        _ work: @escaping @Sendable (ServedPages) async throws -> Result
    ) async throws -> Result {
        var settings = settings
        settings.port = 0
        let (ports, sink) = AsyncStream.makeStream(of: Int.self)
        let serving = Task { [settings] in
            defer { sink.finish() }
            try await LabServer.run(
                settings,
                store: store,
                clock: SystemClock(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                onListening: { sink.yield($0) }
            )
        }
        defer { serving.cancel() }
        guard let port = await ports.first(where: { _ in true }) else {
            try await serving.value
            throw NotServing()
        }
        let result = try await work(ServedPages(port: port))
        serving.cancel()
        try? await serving.value
        return result
    }
}
