import LabModel
import LabTesting
import Machine
import RunStore

@testable import LabServer

/// The dashboard's server over a store of its own, by real connections.
enum ServedLab {
    /// Serves for as long as some work takes.
    /// - Parameters:
    ///   - adjust: changes the settings.
    ///   - work: gets the port, and the store to write.
    /// - Throws: what the work throws, or what kept it from serving.
    static func serving(
        _ adjust: (inout LabServerSettings) -> Void = { _ in },
        _ work: @escaping @Sendable (Int, RunStore) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("lab.sqlite"))
        var settings = LabServerSettings()
        settings.port = 0
        settings.launcher = "/bin/false"
        adjust(&settings)
        let (ports, sink) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let reader = try RunStore.open(store.path, mode: .readOnly)
        let serving = Task { [settings] in
            defer { sink.finish() }
            try await LabServer.run(settings, store: reader, clock: SystemClock()) { sink.yield($0) }
        }
        defer { serving.cancel() }
        for await port in ports {
            try await work(port, store)
            serving.cancel()
        }
        try await serving.value
    }
}
