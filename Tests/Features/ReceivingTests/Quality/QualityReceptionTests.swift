import Foundation
import LabModel
import LabTesting
import Receiving
import Scoring
import Testing

/// Runs whose pictures are scored.
@Suite(.realTime, .serialized) struct QualityReceptionTests {
    let lab: ScoredReception

    init() throws {
        lab = try ScoredReception()
    }

    private func mean(_ values: [Double]) -> Double {
        values.reduce(0, +) / Double(max(1, values.count))
    }

    private func scores(_ trace: Trace, _ pairing: FrameQuality.Pairing) -> [FrameQuality] {
        (trace.quality?.frames ?? []).filter { $0.pairing == pairing }
    }

    @Test func everyFrameOfARecordingIsScoredAgainstWhatWasSent() async throws {
        let (path, stream) = try lab.recording()
        let (summary, trace) = try await lab.receive(path, of: stream.description)
        let matched = scores(trace, .matched)
        #expect(matched.map(\.number.rawValue) == Array(0..<40))
        for (picture, frame) in zip(try lab.pictures(path), matched).prefix(5) {
            let expected = ScoredReception.psnr(picture.luma, try lab.reference(picture.number, stream))
            #expect(abs((frame.scores.psnrY ?? 0) - expected) < 0.0001)
            #expect(frame.scores.ssimY.map { $0 > 0.5 && $0 < 1 } == true)
            #expect(frame.masked?.psnrY != nil && frame.masked?.psnrY != frame.scores.psnrY)
        }
        #expect(scores(trace, .displayed).map(\.scores) == matched.map(\.scores))
        #expect(summary.quality?.framesScored == 40)
        #expect(summary.quality?.everyN == 1)
        #expect(!FileManager.default.fileExists(atPath: lab.folder.file("worst")))
    }

    @Test func lostFramesLowerWhatWasDisplayedAndNothingElse() async throws {
        let lost: Set = [7, 15, 16, 18]
        let whole = try lab.recording(count: 20)
        let holey = try lab.recording(without: lost, count: 20)
        let before = try await lab.receive(whole.path, of: whole.stream.description)
        let after = try await lab.receive(holey.path, of: holey.stream.description)
        let psnr = { (frame: FrameQuality) in frame.scores.psnrY ?? 0 }
        let kept = scores(before.trace, .matched).filter { !lost.contains(Int($0.number.rawValue)) }
        #expect(scores(after.trace, .matched).map(\.number) == kept.map(\.number))
        #expect(abs(mean(scores(after.trace, .matched).map(psnr)) - mean(kept.map(psnr))) < 0.1)
        let shown = Dictionary(try lab.pictures(holey.path).map { ($0.number, $0.luma) }, uniquingKeysWith: { $1 })
        var newest = 0
        let expected = try (0..<20).map { number in
            newest = shown[number] == nil ? newest : number
            return ScoredReception.psnr(try #require(shown[newest]), try lab.reference(number, holey.stream))
        }
        let displayed = scores(after.trace, .displayed)
        #expect(displayed.map(\.number.rawValue) == Array(0..<20))
        #expect(zip(displayed, expected).allSatisfy { abs(psnr($0) - $1) < 0.0001 })
        #expect(displayed[16].shown == 14)
        #expect(mean(displayed.map(psnr)) < mean(scores(after.trace, .matched).map(psnr)) - 0.5)
    }

    @Test func ofTheWorstMomentsPicturesAreKept() async throws {
        let (path, stream) = try lab.recording(count: 30)
        let (summary, trace) = try await lab.receive(path, of: stream.description) { settings in
            settings.quality?.keepWorst = 2
            settings.quality?.everyN = 3
        }
        #expect(scores(trace, .matched).map(\.number.rawValue) == Array(stride(from: 0, to: 30, by: 3)))
        #expect(trace.quality?.everyN == 3)
        let files = try FileManager.default.contentsOfDirectory(atPath: lab.folder.file("worst"))
        #expect(files.count == 6)
        #expect(summary.events.count { $0.code == "quality_worst" } == 2)
        let worst = scores(trace, .matched).min { ($0.scores.ssimY ?? 1) < ($1.scores.ssimY ?? 1) }
        #expect(files.contains("worst-1-frame-\(worst?.number.rawValue ?? 0)-difference.png"))
    }

    @Test func aLiveStreamIsScoredAsItsRecordingIs() async throws {
        let (path, stream) = try lab.recording()
        let offline = try await lab.receive(path, of: stream.description)
        let server = try ScriptedServer { _, _ in [.status(200), .send(stream.bytes), .hang] }
        defer { server.stop() }
        let live = try await lab.receive(server.url("/live.ts"), of: stream.description) { $0.frameLimit = 40 }
        let byNumber = Dictionary(scores(offline.trace, .matched).map { ($0.number, $0) }, uniquingKeysWith: { $1 })
        let matched = scores(live.trace, .matched)
        #expect(!matched.isEmpty)
        #expect(matched.allSatisfy { $0 == byNumber[$0.number] })
        let n = live.trace.quality?.everyN ?? 0
        #expect(n == 1 || live.summary.events.contains { $0.code == "quality_sampling" })
    }

    @Test func whatCannotBeScoredIsToldAndTheRunIsKept() async throws {
        let (path, stream) = try lab.recording(count: 12)
        let blind = try await lab.receive(path, of: nil)
        #expect(blind.summary.frames.marked == 12)
        #expect(blind.trace.quality?.frames == [])
        let nobody = "Nobody described the stream, so that no reference could be redrawn."
        #expect(blind.summary.events.first { $0.code == "no_reference" }?.text == nobody)
        #expect(warning(blind.summary) == "Quality was asked for, and no frame was scored: \(nobody)")
        var other = stream.description
        other.contentVersion = 77
        let newer = try await lab.receive(path, of: other)
        #expect(newer.summary.events.contains { $0.code == "no_reference" && $0.text.contains("version 77") })
        #expect(newer.summary.frames.marked == 12)
        other = stream.description
        other.streamID = StreamID(rawValue: 8)
        let foreign = try await lab.receive(path, of: other)
        #expect(foreign.trace.quality?.frames == [])
        #expect(foreign.summary.events.count { $0.code == "quality_foreign_stream" } == 1)
        #expect(warning(foreign.summary)?.contains("The stream 00000007 is not the described one, 00000008") == true)
        other = stream.description
        other.width = 240
        let shape = try await lab.receive(path, of: other)
        #expect(shape.trace.quality?.frames == [])
        #expect(shape.summary.events.count { $0.code == "quality_not_scored" } == 1)
        #expect(warning(shape.summary)?.contains("have another shape than the reference of 240x240") == true)
    }

    private func warning(_ summary: Summary) -> String? {
        summary.warnings.first { $0.code == .noReference }?.text
    }

    @Test func withoutQualityNothingIsScored() async throws {
        let (path, stream) = try lab.recording(count: 12)
        let (summary, trace) = try await lab.receive(path, of: stream.description) { $0.quality = nil }
        #expect(trace.quality == nil)
        #expect(summary.quality == nil)
    }
}
