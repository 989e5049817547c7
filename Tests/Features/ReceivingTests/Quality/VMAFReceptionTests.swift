import Content
import Foundation
import LabModel
import LabTesting
import Machine
import Marks
import Media
import Receiving
import Scoring
import Testing

@testable import Quality

/// Recordings scored by the real libvmaf while they are received, beside what it says of the same pictures by itself.
@Suite(.realTime, .serialized) struct VMAFReceptionTests {
    private static let count = 20
    let lab: ScoredReception

    init() throws {
        lab = try ScoredReception()
    }

    private func receive(
        _ recording: (path: String, stream: MarkedStream),
        everyN: Int = 1
    ) async throws -> (summary: Summary, trace: Trace) {
        try await lab.receive(recording.path, of: recording.stream.description) { settings in
            settings.quality?.metrics = [.psnr, .vmaf]
            settings.quality?.everyN = everyN
        }
    }

    private func scores(_ trace: Trace, _ pairing: FrameQuality.Pairing = .matched) -> [FrameQuality] {
        (trace.quality?.frames ?? []).filter { $0.pairing == pairing }
    }

    /// What libvmaf says of what was displayed, frame after frame, whole and masked, as anybody would call it.
    private func direct(
        _ recording: (path: String, stream: MarkedStream)
    ) throws -> (whole: [Double], masked: [Double]) {
        let shown = Dictionary(try lab.pictures(recording.path).map { ($0.number, $0.luma) }, uniquingKeysWith: { $1 })
        var newest: [UInt8] = []
        // One more, because a frame's score depends on the reference that follows.
        let pairs = try (0...Self.count).map { number in
            newest = shown[number] ?? newest
            return (reference: try lab.reference(number, recording.stream), picture: newest)
        }
        let masks = try MarkPainter(size: MarkedStream.size, format: .qr).rectangles
        let covered = pairs.map { (Self.masked($0.reference, masks), Self.masked($0.picture, masks)) }
        return (try score(pairs), try score(covered))
    }

    private static func masked(_ luma: [UInt8], _ masks: [PixelRect]) -> [UInt8] {
        var luma = luma
        for mask in masks {
            for row in mask.y / 2 * 2..<min(MarkedStream.size.height, (mask.y + mask.height + 1) / 2 * 2) {
                for column in mask.x / 2 * 2..<min(MarkedStream.size.width, (mask.x + mask.width + 1) / 2 * 2) {
                    luma[row * MarkedStream.size.width + column] = 128
                }
            }
        }
        return luma
    }

    private func score(_ pairs: [(reference: [UInt8], picture: [UInt8])]) throws -> [Double] {
        let tool = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        let (references, pictures) = (lab.folder.file("references.yuv"), lab.folder.file("pictures.yuv"))
        let size = MarkedStream.size
        let chroma = Data(repeating: 128, count: size.width / 2 * (size.height / 2) * 2)
        try pairs.reduce(into: Data()) { $0 += $1.reference + chroma }.write(to: URL(filePath: references))
        try pairs.reduce(into: Data()) { $0 += $1.picture + chroma }.write(to: URL(filePath: pictures))
        let input = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "\(size)", "-i"]
        let graph = "libvmaf=model=version=vmaf_v0.6.1:log_fmt=json:log_path=/dev/stdout"
        let process = try VMAFProcess.start(
            VMAFProcess.Program(
                path: tool.path,
                arguments: ["-v", "error"] + input + [pictures] + input + [references]
                    + ["-lavfi", graph, "-f", "null", "-"]
            )
        )
        process.closeInput()
        let end = try #require(process.wait(atMost: .untilItHangs))
        #expect(end.code == 0, "\(String(decoding: end.errors, as: UTF8.self))")
        return try VMAFLog(end.output).scores.sorted { $0.key < $1.key }.map(\.value).dropLast()
    }

    private func expect(_ frames: [FrameQuality], toScore expected: (whole: [Double], masked: [Double])) {
        for frame in frames {
            let number = Int(frame.number.rawValue)
            let scores = [(frame.scores.vmaf, expected.whole), (frame.masked?.vmaf, expected.masked)]
            for (score, wanted) in scores {
                #expect(abs((score ?? -1) - wanted[number]) <= 0.01, "\(number): \(score ?? -1), not \(wanted[number])")
            }
        }
    }

    @Test func aFramesVMAFIsLibvmafsWhateverElseIsScored() async throws {
        let recording = try lab.recording(count: Self.count)
        let expected = try direct(recording)
        #expect(Set(expected.whole.map { Int($0 * 10) }).count > 2, "the clip says nothing: \(expected)")
        #expect(zip(expected.whole, expected.masked).contains { abs($0 - $1) > 0.1 }, "the masks say nothing")
        for everyN in [1, 5] {
            let (summary, trace) = try await receive(recording, everyN: everyN)
            let numbers = scores(trace).map { Int($0.number.rawValue) }
            #expect(numbers == Array(stride(from: 0, to: Self.count, by: everyN)))
            expect(scores(trace), toScore: expected)
            #expect(scores(trace, .displayed).map(\.scores) == scores(trace).map(\.scores))
            #expect(trace.quality?.vmafModel == "vmaf_v0.6.1")
            #expect(trace.quality?.vmafVersion?.hasPrefix("libvmaf ") == true)
            #expect(!summary.events.contains { $0.code.hasPrefix("quality_") }, "\(summary.events)")
            let frames = scores(trace).compactMap(\.scores.vmaf)
            let mean = frames.reduce(0, +) / Double(frames.count)
            #expect(abs((summary.quality?.matched?.vmaf ?? 0) - mean) < 1e-9)
        }
    }

    /// One frame of twenty is lost; the frame before is displayed in its place, and all others score as ever.
    @Test func aLostNeighbourChangesNoFramesVMAF() async throws {
        let recording = try lab.recording(without: [11], count: Self.count)
        let expected = try direct(recording)
        let (_, trace) = try await receive(recording)
        #expect(scores(trace).map { Int($0.number.rawValue) } == (0..<Self.count).filter { $0 != 11 })
        expect(scores(trace), toScore: expected)
        let displayed = scores(trace, .displayed)
        #expect(displayed.map { Int($0.number.rawValue) } == Array(0..<Self.count))
        #expect(displayed[11].shown == 10)
        expect(displayed, toScore: expected)
        #expect((displayed[11].scores.vmaf ?? 100) < (displayed[10].scores.vmaf ?? 0) - 1)
    }

    /// The program takes what trying it out takes, and dies in the middle of the run's pictures.
    @Test func aProgramThatDiesMidwayLeavesALiveRunWhole() async throws {
        let real = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        let script = """
            #!/bin/bash
            set -o pipefail
            head -c 3000000 | '\(real.path)' "$@"
            code=$?
            [[ $(head -c 1 | wc -c) -eq 0 ]] || kill -9 $$
            exit $code
            """
        let path = try lab.folder.program("ffmpeg", script)
        let stream = try MarkedStream(count: Self.count, gop: 1)
        let server = try ScriptedServer { _, _ in [.status(200), .send(stream.bytes), .hang] }
        defer { server.stop() }
        let (summary, trace) = try await lab.receive(server.url("/live.ts"), of: stream.description) { settings in
            settings.frameLimit = Self.count
            settings.quality?.metrics = [.psnr, .vmaf]
            settings.quality?.vmafTool = path
        }
        #expect(summary.frames.marked == Self.count)
        #expect(summary.run.endReason == .frameLimit)
        let told = summary.events.filter { $0.code == "quality_vmaf" }
        #expect(told.count == 1)
        #expect(told.first?.text.contains(path) == true, "\(told)")
        #expect(!scores(trace).isEmpty)
        #expect(scores(trace).allSatisfy { $0.scores.psnrY != nil && $0.masked?.psnrY != nil })
        #expect(scores(trace).contains { $0.scores.vmaf == nil })
    }
}
