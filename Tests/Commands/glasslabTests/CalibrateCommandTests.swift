import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Subprocess
import SystemPackage
import Testing

@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct CalibrateCommandTests {
    private let glasslab = BuiltExecutable("glasslab")
    /// Small and short: what no machine falls behind at.
    private static let quick = ["--codec", "h264", "--size", "320x180", "--fps", "25", "--duration", "2400ms"]

    private static let list = "a list, separated by commas and without repeats, of which each is "
    private static let sizes = list + "a size such as 1280x720, both even and from 16 to 8192"
    private static let codecs = list + "one of h264, hevc, vp9, av1, mjpeg"

    private struct Report: Decodable {
        struct Row: Decodable {
            var id: String
            var transport: String
            var codec: String
            var size: String
            var p50Ms: Double
            var repeatP50Ms: [Double]
        }

        struct Gap: Decodable {
            var reason: String
        }

        var calibrations: [Row]
        var gaps: [Gap]
    }

    private func leftovers(_ folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    @Test func aShortCalibrationIsStored() async throws {
        let (folder, temporary) = (try TemporaryFolder(), try TemporaryFolder())
        let database = folder.file("lab.sqlite")
        let outcome = try await glasslab.run(
            ["calibrate", "--repeats", "2", "--json", "--db", database] + Self.quick,
            environment: ["TMPDIR": temporary.path]
        )
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let report = try decoder.decode(Report.self, from: Data(outcome.output.utf8))
        #expect(outcome.exitCode == (report.gaps.isEmpty ? 0 : 3), "\(outcome.errors)")
        #expect(report.calibrations.count + report.gaps.count == 1)
        // Whichever of the two a busy machine makes fall behind.
        #expect(report.gaps.allSatisfy { ["streamer_overloaded", "receiver_overloaded"].contains($0.reason) })
        #expect(try leftovers(temporary).isEmpty)
        #expect(try RunStore.open(database).runs().isEmpty)
        guard let row = report.calibrations.first else { return }
        #expect([row.transport, row.codec, row.size] == ["mpegts-http", "h264", "320x180"])
        #expect(row.p50Ms > 0 && row.repeatP50Ms.count == 2)
        let count = try await glasslab.run(["sql", "SELECT id FROM calibration", "--db", database])
        #expect(count.output.contains(row.id))
    }

    @Test func textIsATable() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(["calibrate", "--repeats", "1"] + Self.quick, in: folder.path)
        guard outcome.exitCode == 0 else {
            let gaps = ["the streamer", "decoding"].map { "not calibrated: h264 320x180: \($0) could not keep up" }
            #expect(gaps.contains { outcome.errors.contains($0) }, "\(outcome.errors)")
            return
        }
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.count == 5)
        #expect(lines[0].hasPrefix("transport    codec  size     fps  frames  p50 ms"))
        #expect(lines[1].hasPrefix("mpegts-http  h264   320x180   25"))
        #expect(
            lines[3] == "Stored in glasslab.sqlite. Runs of these on this machine now state them as their intrinsic "
                + "delay."
        )
    }

    @Test(arguments: [
        ("--duration", "0", "a length of time above zero such as 10, 500ms or 2m"),
        ("--size", "640x360,640x360", sizes), ("--size", "1x1", sizes), ("--codec", "h264,", codecs),
        ("--codec", "h263", codecs), ("--repeats", "0", "a whole number from 1 to 100"),
    ])
    func badValuesAreWrongUsage(option: String, value: String, expected: String) async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(["calibrate", option, value], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors == "glasslab: \"\(value)\" is not \(expected): \(option). See --help for what it takes.\n"
        )
        #expect(try leftovers(folder).isEmpty)
    }

    @Test func aMissingStreamerIsSaid() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await glasslab.run(["calibrate", "--executables", "/nowhere"], in: folder.path)
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("glasslab: the streamer could not be started: "))
    }

    @Test func anInterruptKeepsWhatWasDone() async throws {
        let (folder, temporary) = (try TemporaryFolder(), try TemporaryFolder())
        let arguments = ["calibrate", "--db", folder.file("lab.sqlite"), "--duration", "1h", "--codec", "h264"]
        let result = try await Subprocess.run(
            .path(FilePath(glasslab.path)),
            arguments: Arguments(arguments),
            environment: BuiltExecutable.environment(["TMPDIR": temporary.path]),
            input: .none,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        ) { execution in
            // The runs' file is there once the streamer is being started.
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .untilItHangs
            while try leftovers(temporary).isEmpty {
                guard clock.monotonicNow() < deadline else {
                    Issue.record("the runs' file never came")
                    break
                }
                try await clock.sleep(for: .milliseconds(10))
            }
            try execution.send(signal: .interrupt)
        }
        #expect(BuiltExecutable.code(result.terminationStatus) == 3, "\(result.standardError)")
        #expect(result.standardOutput.isEmpty)
        #expect(result.standardError.contains("glasslab: not calibrated: h264 1280x720: interrupted\n"))
        #expect(try leftovers(temporary).isEmpty)
    }
}
