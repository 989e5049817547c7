import Foundation
import LabModel
import LabTesting

@testable import Machine

/// A copy of `sleep` under a name that nobody else on the machine has.
struct NamedSleep {
    /// It did not come to run.
    struct NotFound: Error {}

    let folder: TemporaryFolder
    let name: String

    init(name: String = "lab-\(UUID().uuidString.prefix(8).lowercased())") throws {
        folder = try TemporaryFolder()
        self.name = name
        try FileManager.default.copyItem(atPath: "/bin/sleep", toPath: path)
    }

    var path: String {
        folder.file(name)
    }

    /// Starts it, and waits until it has become what it is called.
    func started(_ variables: [String: String] = [:]) async throws -> (server: ServerProcess, process: RunningProcess) {
        let words = variables.map { "\($0.key)=\($0.value)" }
        let server = try await ServerProcess.start(["env"] + words + [path, "1000"], in: folder, ready: [])
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            let all = ProcessTable.processes(named: name, variables: Set(variables.keys))
            if let found = all.first(where: { $0.id == server.processID }) {
                return (server, found)
            }
            try await clock.sleep(for: .milliseconds(5))
        }
        throw NotFound()
    }
}
