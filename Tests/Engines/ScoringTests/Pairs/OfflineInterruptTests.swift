import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Quality
import Testing

@testable import Scoring

/// Scoring of files that somebody ends while the program that computes VMAF hangs.
@Suite(.heavy) struct OfflineInterruptTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The real program, but for the last of `limit` starts, which waits for ever, its number in `process`.
    private func tool() throws -> String {
        let real = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        let script = """
            #!/bin/bash
            cd '\(folder.path)' && n=$(($(cat count) + 1)) && echo $n >count && cd - >/dev/null
            [[ $n -ge $(cat '\(folder.path)/limit') ]] || exec '\(real.path)' "$@"
            echo $$ >'\(folder.path)/new' && mv '\(folder.path)/new' '\(folder.path)/process'
            exec sleep 1000
            """
        return try folder.program("tool", script)
    }

    private func set(_ name: String, _ number: Int) throws {
        try "\(number)\n".write(toFile: folder.file(name), atomically: true, encoding: .utf8)
    }

    private func number(_ name: String) throws -> Int {
        let text = try String(contentsOfFile: folder.file(name), encoding: .utf8)
        return try #require(Int(text.split(separator: "\n").first ?? ""))
    }

    @Test func keepsWhatWasScored() throws {
        let path = folder.file("clip.y4m")
        try PlainClip(size: PixelSize(width: 160, height: 120), count: 12).write(to: path)
        var settings = QualitySettings(metrics: [.psnr, .vmaf])
        settings.vmafTool = try tool()
        let clock = SystemClock()
        // Of a clock whose time passes by being waited for, the programs' seconds pass at once.
        let scorer = OfflineScorer(settings, clock: ManualClock())
        try set("count", 0)
        try set("limit", 1_000)
        #expect(try scorer.score(path, against: path).facts.frames.filter { $0.scores.vmaf != nil }.count == 12)
        try set("limit", try number("count"))
        try set("count", 0)
        let interrupt = Interrupt()
        let process = folder.file("process")
        let watcher = WorkerThread(name: "watcher") {
            let end = clock.monotonicNow() + .untilItHangs
            while !FileManager.default.fileExists(atPath: process), clock.monotonicNow() < end {
                clock.blockUntil(clock.monotonicNow() + .milliseconds(5))
            }
            interrupt.cancel()
        }
        defer { watcher.join() }
        let outcome = try scorer.score(path, against: path, interrupt: interrupt)
        #expect(outcome.endReason == .interrupted)
        // What needs no other program is there.
        #expect(!outcome.facts.frames.isEmpty && outcome.facts.frames.allSatisfy { $0.scores.vmaf == nil })
        #expect(outcome.facts.frames.allSatisfy { $0.scores.psnrY == 60 })
        #expect(
            outcome.events.map(\.text) == ["VMAF is missing or ends early: scoring by VMAF was cancelled"],
            "\(outcome.events)"
        )
        #expect(!ProcessWatch.isRunning(Int32(try number("process"))))
    }

    /// On a clock that stands still, the programs' seconds never pass by themselves.
    @Test func whoIsInAHurryDoesNotWaitForThePrograms() throws {
        let path = folder.file("clip.y4m")
        try PlainClip(size: PixelSize(width: 160, height: 120), count: 3).write(to: path)
        var settings = QualitySettings(metrics: [.psnr, .vmaf])
        settings.vmafTool = try tool()
        try set("count", 0)
        try set("limit", 1_000)
        _ = try OfflineScorer(settings, clock: SystemClock()).score(path, against: path)
        try set("limit", try number("count"))
        try set("count", 0)
        let (interrupt, hurry) = (Interrupt(), Interrupt())
        let process = folder.file("process")
        let watcher = WorkerThread(name: "watcher") {
            let clock = SystemClock()
            let end = clock.monotonicNow() + .untilItHangs
            while !FileManager.default.fileExists(atPath: process), clock.monotonicNow() < end {
                clock.blockUntil(clock.monotonicNow() + .milliseconds(5))
            }
            interrupt.cancel()
            hurry.cancel()
        }
        defer { watcher.join() }
        let outcome = try OfflineScorer(settings, clock: StandingClock())
            .score(path, against: path, interrupt: interrupt, hurry: hurry)
        #expect(outcome.endReason == .interrupted && !outcome.facts.frames.isEmpty)
        #expect(outcome.facts.frames.allSatisfy { $0.scores.psnrY == 60 && $0.scores.vmaf == nil })
        #expect(!ProcessWatch.isRunning(Int32(try number("process"))))
    }

    @Test func nothingIsStartedOnceItIsEnded() throws {
        let path = folder.file("clip.y4m")
        try PlainClip(size: PixelSize(width: 32, height: 32)).write(to: path)
        let interrupt = Interrupt()
        interrupt.cancel()
        #expect(throws: ScoringError.media(.cancelled)) {
            try OfflineScorer(QualitySettings(metrics: [.psnr]), clock: SystemClock())
                .score(path, against: path, interrupt: interrupt)
        }
    }
}

/// A clock whose time does not pass.
private struct StandingClock: LabClock {
    private let real = SystemClock()

    func now() -> WallTime { WallTime(nanoseconds: 1_800_000_000_000_000_000) }

    func monotonicNow() -> MonotonicTime { MonotonicTime(nanoseconds: 0) }

    func blockUntil(_ instant: MonotonicTime) {
        real.blockUntil(real.monotonicNow() + .milliseconds(5))
    }

    func sleep(until instant: MonotonicTime) async throws {
        try await real.sleep(for: .milliseconds(5))
    }
}
