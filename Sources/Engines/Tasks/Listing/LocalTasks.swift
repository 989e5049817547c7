import Foundation
public import LabModel
import Machine

/// The streamers that launchers of this user run on this machine.
public enum LocalTasks {
    /// The longest ready file that is read, in bytes.
    private static let longestReadyFile = 4_096

    /// Lists them: processes of the executable `streamer` that were given a run's name by the variable `ID`.
    /// - Parameters:
    ///   - now: the wall clock's time.
    ///   - executable: the executable's name.
    /// - Returns: the tasks, the oldest first; what ends meanwhile is left out.
    public static func list(at now: WallTime, executable: String = "streamer") -> [ListedTask] {
        ProcessTable.processes(named: executable, variables: ["ID", "GLASSLAB_HOST", "GLASSLAB_PORT"])
            .compactMap { task($0, at: now) }
    }

    /// Stops one by SIGTERM.
    /// - Parameters:
    ///   - process: which; another one of the same number is left alone.
    ///   - limit: how long it may take to end.
    /// - Returns: whether it still ran.
    /// - Throws: ``TaskError/notStopped(process:reason:)``.
    static func stop(_ process: RunningProcess, within limit: Latency) async throws(TaskError) -> Bool {
        switch await ProcessEnding.terminate(process, within: limit) {
        case .ended: return true
        case .gone: return false
        case .stillRunning:
            throw .notStopped(process: process.id, reason: "it did not end within \(Latency.text(of: limit))")
        case .refused(let reason): throw .notStopped(process: process.id, reason: reason)
        }
    }

    private static func task(_ process: RunningProcess, at now: WallTime) -> ListedTask? {
        guard let id = process.variables["ID"], !id.isEmpty else { return nil }
        var task = ListedTask(id: id, place: .local(process), status: "RUNNING")
        task.startedAt = now - process.age
        task.address = address(of: process)
        return task
    }

    /// Where it serves: by its ready file, which alone knows a port that the system chose, else by its own settings.
    private static func address(of process: RunningProcess) -> String? {
        let host = option("--host", of: process) ?? process.variables["GLASSLAB_HOST"] ?? "127.0.0.1"
        if let file = option("--ready-file", of: process), file.hasPrefix("/"),
            let handle = FileHandle(forReadingAtPath: file)
        {
            // Nothing is lost of a file that was only read.
            defer { try? handle.close() }
            if let bytes = try? handle.read(upToCount: longestReadyFile),
                let ready = StreamerAddress(readyFile: bytes, host: host), ready.processID == process.id
            {
                return "\(host):\(ready.port)"
            }
        }
        let port = option("--port", of: process) ?? process.variables["GLASSLAB_PORT"]
        return port.flatMap(UInt16.init).flatMap { $0 > 0 ? "\(host):\($0)" : nil }
    }

    private static func option(_ name: String, of process: RunningProcess) -> String? {
        let words = process.arguments
        if let place = words.lastIndex(of: name), place + 1 < words.count {
            return words[place + 1]
        }
        return words.last { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}
