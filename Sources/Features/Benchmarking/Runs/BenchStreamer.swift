internal import Foundation
internal import LabModel
internal import Machine

/// The lab's streamer, serving on a port of its own choice.
struct BenchStreamer {
    let program: RunningProgram
    let port: UInt16

    private struct Ready: Decodable {
        var port: UInt16
    }

    /// Starts it and waits until its first keyframe exists, for at most 10 s.
    ///
    /// It ends by itself after `seconds`, whatever becomes of the benchmark.
    init(executables: String, arguments: [String], seconds: Int, folder: WorkFolder) throws {
        let file = folder.file("ready.json")
        let command = ChildProcess(
            executable: executables + "/streamer",
            arguments: arguments + ["--port", "0", "--ready-file", file, "--duration", "\(seconds)"]
        )
        program = try command.start()
        let clock = SystemClock()
        for _ in 0..<200 {
            if let data = FileManager.default.contents(atPath: file) {
                port = try JSONDecoder().decode(Ready.self, from: data).port
                return
            }
            guard program.isRunning else { break }
            clock.blockUntil(clock.monotonicNow() + .milliseconds(50))
        }
        throw BenchmarkError.process(command: command.executable, reason: "it did not become ready")
    }
}
