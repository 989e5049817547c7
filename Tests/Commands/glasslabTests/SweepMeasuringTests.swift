import Foundation
import LabModel
import LabTesting
import RunStore
import Testing

/// A sweep with the real launcher and streamer.
@Suite(.realTime) struct SweepMeasuringTests {
    @Test func linesAreMeasuredAndFoundByTheirSweep() async throws {
        let folder = try TemporaryFolder()
        let text = "0 15 512 1 task_0\n0 25 512 1 task_1 bitrate=400k\n"
        try Data(text.utf8).write(to: URL(filePath: folder.file("in.txt")))
        let outcome = try await BuiltExecutable("glasslab").run(
            ["sweep", "run", "exp", "--inputs", "in.txt", "--duration", "500ms"],
            environment: ["TMPDIR": folder.path],
            in: folder.path
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let store = try RunStore.open(folder.file("results/exp/lab.sqlite"), mode: .readOnly)
        for (number, name) in ["task_0", "task_1"].enumerated() {
            let run = try store.run(named: name)
            #expect(run.state == .complete && run.name == "\(name)@1")
            #expect(run.manifest.settings["sweep"] == .text("exp"))
            #expect(run.manifest.settings["sweep_line"] == .integer(number + 1))
        }
        #expect(try store.run(named: "task_1").manifest.settings["bitrate"] == .text("400k"))
    }

    @Test func realRunsComeWithBothReportsAndTheirWorstPictures() async throws {
        let folder = try TemporaryFolder()
        let text = "0 50 512 1 task_0\n0 60 512 1 task_1 quality=psnr keep-worst=1\n"
        try Data(text.utf8).write(to: URL(filePath: folder.file("in.txt")))
        let glasslab = BuiltExecutable("glasslab")
        let outcome = try await glasslab.run(
            ["sweep", "run", "exp", "--inputs", "in.txt", "--duration", "3"],
            environment: ["TMPDIR": folder.path],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let names = ["report.html", "report.txt"].map { "results/exp/\($0)" }
        // The page says when it was made.
        let read = { (name: String) in
            try String(contentsOfFile: folder.file(name), encoding: .utf8)
                .replacing(/reported [-0-9: ]+ UTC/, with: "reported")
        }
        let first = try names.map(read)
        for name in names {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        #expect(try await glasslab.run(["sweep", "collect", "exp"], in: folder.path).exitCode == 0)
        #expect(try names.map(read) == first)
        #expect(first[0].hasPrefix("<!DOCTYPE html>") && first[0].contains("Sweep exp"))
        #expect(first[1].hasPrefix("Sweep exp\n") && first[1].contains("2 lines, "), "\(first[1])")
        try checkNumbers(in: first[1], of: folder)
        try checkPictures(in: folder)
    }

    /// A run's number is in the report of its sweep, as finely as its column is written; one of a streamer that did not
    /// keep up, as on a busy machine, is no result, and the report says so.
    private func checkNumbers(in report: String, of folder: TemporaryFolder) throws {
        let store = try RunStore.open(folder.file("results/exp/lab.sqlite"), mode: .readOnly)
        var overloaded = 0
        for name in ["task_0", "task_1"] {
            let summary = try #require(try store.summary(of: store.run(named: name)))
            if summary.warnings.contains(where: { $0.code == .streamerOverloaded }) {
                overloaded += 1
                continue
            }
            let delay = try #require(summary.signalDelayMs?.values.p95)
            #expect(tells(report, delay), "\(delay) of \(name): \(report)")
        }
        #expect(report.contains("2 lines, \(2 - overloaded) results with signal_delay_ms.p95."), "\(report)")
        #expect(report.contains("\(overloaded) with an overloaded streamer") == (overloaded > 0), "\(report)")
    }

    private func tells(_ report: String, _ delay: Double) -> Bool {
        report.split(whereSeparator: \.isWhitespace).contains { word in
            guard let number = Double(word) else { return false }
            let decimals = word.contains(".") ? word.reversed().prefix { $0 != "." }.count : 0
            return abs(number - delay) <= 0.5 * pow(10, -Double(decimals)) + 1e-9
        }
    }

    /// They are in the folder of their line, and nowhere else.
    private func checkPictures(in folder: TemporaryFolder) throws {
        let place = folder.file("results/exp/0-60-512-1-task_1")
        let kept = try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.hasPrefix("worst-") }
        try #require(kept.count == 1)
        let pictures = try FileManager.default.contentsOfDirectory(atPath: "\(place)/\(kept[0])")
        #expect(pictures.count == 3 && pictures.allSatisfy { $0.hasSuffix(".png") }, "\(pictures)")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasPrefix("worst-") }, "\(left)")
    }
}
