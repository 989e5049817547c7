import Foundation
import LabTesting
import Testing

@Suite(.realTime) struct SlurmServerTests {
    @Test func runsAJobAndLeavesNothingBehind() async throws {
        var settings = SlurmServer.Settings()
        settings.maxArraySize = 7
        settings.processors = 3
        let (folder, waiting) = try await SlurmServer.serving(settings) { server in
            let node = try await server.run(["sinfo", "--noheader", "--format=%N %c %t"])
            #expect(node.output == "lab 3 idle\n")
            let configuration = try await server.run(["scontrol", "show", "config"])
            #expect(configuration.output.contains("MaxArraySize            = 7\n"))
            let job = try await server.run(["sbatch", "--wait", "--output=out", "--wrap", "echo here; exit 3"])
            #expect(job.exitCode == 3)
            #expect(try String(contentsOfFile: server.folder.file("out"), encoding: .utf8) == "here\n")
            // One that runs on when the test is over.
            let file = server.folder.file("pid")
            _ = try await server.run([
                "sbatch", "--output=/dev/null", "--wrap", "echo $$ > \(file).new; mv \(file).new \(file); sleep 600",
            ])
            var process = ""
            for _ in 0..<9_000 where process.isEmpty {
                try await Task.sleep(for: .milliseconds(20))
                process = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            }
            try #require(!process.isEmpty)
            return (server.folder.path, process.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(waiting)"))
        #expect(!FileManager.default.fileExists(atPath: folder))
    }

    @Test func saysWhyItDoesNotServe() async throws {
        var settings = SlurmServer.Settings()
        settings.memorySeconds = -1
        let failure = await #expect(throws: ServerProcess.Failure.self) {
            try await SlurmServer.serving(settings) { _ in }
        }
        #expect(failure?.name == "slurmctld")
        #expect(failure?.log.contains("MinJobAge") == true)
    }
}
