import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import Relaying
import RunStore
import Subprocess
import SystemPackage
import Testing

/// One stream received twice at the same time, once through a relay that takes some of its frames out, and both scored.
@Suite(.realTime) struct LostFrameQualityTests {
    private struct Run: Sendable {
        var summary: Summary
        var trace: Trace

        func scores(_ pairing: FrameQuality.Pairing) -> [UInt32: FrameQuality] {
            let frames = trace.quality?.frames.filter { $0.pairing == pairing } ?? []
            return Dictionary(
                frames.map { ($0.number.rawValue, $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    /// Frames a second, and how many are received: one of twenty is lost, however long a busy machine takes for them.
    private static let rate = 20
    private static let frames = 110
    /// Some in a row, and one by itself.
    private static let lost = DropPlan(places: Set(40..<45).union([80]))

    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test(.timeLimit(.minutes(60))) func lostFramesLowerWhatWasDisplayedAndNothingElse() async throws {
        // A disturbed stream proves nothing: it is taken again, and the tenth one is judged whatever happened.
        var (taken, attempts) = (try await take(), 1)
        while !(Self.isCalm(taken.whole) && Self.isCalm(taken.holey)), attempts < 10 {
            (taken, attempts) = (try await take(), attempts + 1)
        }
        let (whole, holey) = (taken.whole, taken.holey)
        let offline = try await OfflineScores(folder.file("whole.ts"), of: taken.stream, in: folder)
        let matched = try expectMatchedUnchanged(whole, holey, offline)
        let displayed = try expectDisplayed(holey, offline)
        try await expectVMAF(holey, offline)
        expectLoss(whole, holey, matched, displayed)
    }

    /// Whether frames came and were displayed evenly: where the machine stands still for a period, others than the newest
    /// ones are displayed.
    private static func isCalm(_ run: Run) -> Bool {
        guard let least = run.summary.frameDelayMs?.min, let most = run.summary.frameDelayMs?.max else { return false }
        return most - least < 1_000 / Double(rate) && run.summary.quality?.framesScored == run.summary.frames.marked
    }

    /// One stream received twice, and recorded.
    private func take() async throws -> (stream: StreamDescription, whole: Run, holey: Run) {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        // Each frame is a keyframe, so that a lost one is missed by no other.
        let picture = ["--image-size", "0", "--fps", "\(Self.rate)", "--gop", "1ms", "--bitrate", "1M"]
        return try await ServingStreamer.serving(picture) { streamer in
            let answer = try await BuiltExecutable.shell("curl -sf \(streamer.url("/stream"))")
            let stream = try JSONDecoder().decode(StreamDescription.self, from: Data(answer.output.utf8))
            let runs = try await recording(streamer.url("/live.ts")) {
                try await receiveTwice(from: streamer)
            }
            return (stream, runs.whole, runs.holey)
        }
    }

    /// Does something while a stream is written to `whole.ts` as it comes.
    private func recording<R: Sendable>(
        _ url: String,
        _ work: @Sendable () async throws -> R
    )
        async throws -> R
    {
        let path = folder.file("whole.ts")
        return try await Subprocess.run(
            .name("curl"),
            arguments: ["-sfN", "--max-time", "600", "-o", path, url],
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            defer { kill(execution.processIdentifier.value, SIGTERM) }
            let clock = SystemClock()
            let deadline = clock.monotonicNow() + .seconds(180)
            while (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0 == 0 {
                try #require(clock.monotonicNow() < deadline, "the streamer sends nothing")
                try await clock.sleep(for: .milliseconds(10))
            }
            return try await work()
        }
        .closureResult
    }

    private func receiveTwice(from streamer: ServingStreamer) async throws -> (whole: Run, holey: Run) {
        var settings = RelaySettings(hold: .zero)
        settings.drops = Self.lost
        let relay = try StreamRelay.start(
            to: "127.0.0.1",
            port: streamer.port,
            settings: settings,
            clock: SystemClock()
        )
        defer { relay.stop() }
        async let whole = receive(streamer.url("/live.ts"), from: streamer, as: "whole")
        async let holey = receive(relay.url("/live.ts"), from: streamer, as: "holey")
        let runs = try await (whole: whole, holey: holey)
        #expect(relay.log.dropped.map(\.place) == Self.lost.places.sorted())
        return runs
    }

    private func receive(
        _ url: String,
        from streamer: ServingStreamer,
        as id: String
    ) async throws
        -> Run
    {
        let outcome = try await BuiltExecutable("receiver").run(
            [url, "--id", id, "--db", "\(id).sqlite", "--duration", "60", "--json"]
                + ["--clock", streamer.url("/clock"), "--stream", streamer.url("/stream")]
                + ["--frame-limit", "\(Self.frames)", "--quality", "psnr,ssim,vmaf"],
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let store = try RunStore.open(folder.file("\(id).sqlite"), mode: .readOnly)
        return Run(
            summary: try SummaryJSON.decode(outcome.output),
            trace: try store.trace(of: store.run(named: id))
        )
    }

    /// Each frame that both received scores the same, number for number, and what it scores offline.
    /// - Returns: that, as PSNR without the mark's area.
    private func expectMatchedUnchanged(
        _ whole: Run,
        _ holey: Run,
        _ offline: OfflineScores
    ) throws
        -> [UInt32: Double]
    {
        let (all, some) = (whole.scores(.matched), holey.scores(.matched))
        var found: [UInt32: Double] = [:]
        for (number, score) in all where offline.numbers.contains(number) {
            let expected = try offline.psnr(shown: number, at: number)
            #expect(abs((score.scores.psnrY ?? 0) - expected.whole) < 0.0001)
            #expect(abs((score.masked?.psnrY ?? 0) - expected.masked) < 0.0001)
            found[number] = expected.masked
        }
        let both = Set(found.keys).intersection(some.keys)
        #expect(both.count > 5)
        #expect(
            both.allSatisfy { all[$0]?.scores == some[$0]?.scores && all[$0]?.masked == some[$0]?.masked }
        )
        // Frames that find no room are scored later: however busy the machine, all are scored.
        for run in [whole, holey] {
            #expect(run.summary.quality?.framesScored == run.summary.frames.marked)
        }
        // Over the frames of the time that both received in: a busy machine starts one later than the other.
        let first = try #require([all.keys.min(), some.keys.min()].compactMap(\.self).max())
        let last = try #require([all.keys.max(), some.keys.max()].compactMap(\.self).min())
        let shared = [all, some].map { run in
            run.filter { (first...last).contains($0.key) }.values.map(\.scores)
        }
        let psnr = shared.map { Self.mean($0.compactMap(\.psnrY)) }
        let vmaf = shared.map { Self.mean($0.compactMap(\.vmaf)) }
        #expect(abs(psnr[0] - psnr[1]) < 0.1, "\(psnr)")
        #expect(abs(vmaf[0] - vmaf[1]) < 0.3, "\(vmaf)")
        return found
    }

    /// The mean; not a number where there is none, which no comparison passes.
    private static func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(values.count)
    }

    /// What was displayed in the place of a frame, which is the newest one received until then.
    private func newest(until number: UInt32, in run: Run) -> UInt32? {
        run.trace.samples.compactMap { $0.stamp?.number?.rawValue }.filter { $0 <= number }.max()
    }

    /// Of each frame sent the newest one received until then was displayed, and scores what it scores offline.
    /// - Returns: that, as PSNR without the mark's area.
    private func expectDisplayed(_ holey: Run, _ offline: OfflineScores) throws -> [UInt32: Double] {
        var found: [UInt32: Double] = [:]
        var lost = 0
        for (number, score) in holey.scores(.displayed) where offline.numbers.contains(number) {
            let newest = newest(until: number, in: holey)
            #expect(score.shown?.rawValue == newest, "\(number)")
            let expected = try offline.psnr(shown: newest, at: number)
            #expect(abs((score.masked?.psnrY ?? 0) - expected.masked) < 0.0001, "\(number)")
            // Nobody knows the stamp of a lost frame to the nanosecond, so some cells of its code are others.
            if newest == number {
                #expect(abs((score.scores.psnrY ?? 0) - expected.whole) < 0.0001, "\(number)")
            }
            found[number] = expected.masked
            lost += newest == number ? 0 : 1
        }
        #expect(lost > 0, "no lost frame was scored")
        return found
    }

    /// VMAF of what was displayed is libvmaf's own of the same clip.
    private func expectVMAF(_ holey: Run, _ offline: OfflineScores) async throws {
        let displayed = holey.scores(.displayed).filter { offline.numbers.contains($0.key) }
        let (first, last) = (try #require(displayed.keys.min()), try #require(displayed.keys.max()))
        // Frames that were not scored are neighbours all the same.
        let clip = (first...last).filter(offline.numbers.contains).map {
            (newest(until: $0, in: holey), $0)
        }
        try #require(clip.count == Int(last - first) + 1)
        let expected = try await offline.maskedVMAF(clip)
        for (number, score) in displayed {
            guard let vmaf = expected[number] else { continue }
            #expect(abs((score.masked?.vmaf ?? -1) - vmaf) <= 0.01, "\(number)")
        }
    }

    /// On average what was displayed is worse by what was computed offline.
    private func expectLoss(
        _ whole: Run,
        _ holey: Run,
        _ matched: [UInt32: Double],
        _ displayed: [UInt32: Double]
    ) {
        let (before, after) = (whole.scores(.displayed), holey.scores(.displayed))
        var (measured, expected, count) = (0.0, 0.0, 0.0)
        for (number, psnr) in displayed where before[number]?.shown?.rawValue == number {
            guard let undisturbed = matched[number] else { continue }
            measured += (before[number]?.masked?.psnrY ?? 0) - (after[number]?.masked?.psnrY ?? 0)
            expected += undisturbed - psnr
            count += 1
        }
        // A hundred times what the two may differ by: which frames are compared hangs on how busy the machine is.
        #expect(expected / count > 0.01, "the loss says nothing")
        #expect(
            abs(measured - expected) / count < 0.0001,
            "\(measured / count), not \(expected / count)"
        )
    }
}
