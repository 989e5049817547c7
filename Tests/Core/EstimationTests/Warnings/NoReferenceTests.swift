import LabModel
import Testing

@testable import Estimation

@Suite struct NoReferenceTests {
    private static let describe =
        "Name the stream's description with --stream, and the file it was made from with --content."
    private static let mend = "Do what the reason says; a recording can be scored again with glasslab score."

    private func run(
        _ events: [(code: String, text: String)] = [],
        metrics: [QualityMetric] = [.psnr],
        frames: Range<Int> = 0..<251
    ) -> Planted {
        var run = Planted(frames: frames)
        run.trace.quality = QualityFacts(metrics: metrics)
        run.trace.events = events.map { RunEvent(tS: 0, code: $0.code, text: $0.text) }
        return run
    }

    @Test(
        arguments: [
            ("no_reference", "Nobody described the stream.", describe),
            (
                "quality_foreign_stream",
                "The stream 00000009 is not the described one, 00000007: its frames are not scored.",
                describe
            ),
            ("quality_not_scored", "Frame 0 was not scored: another shape. Score a stream that is not cropped", mend),
            ("quality_vmaf", "VMAF is missing or ends early: there is no ffmpeg that has it", mend),
        ]
    )
    func eventsTellTheReason(code: String, text: String, remedy: String) {
        let warning = run([("link", "carried 1 connection."), (code, text)]).warning(.noReference)
        let end = text.hasSuffix(".") ? "" : "."
        #expect(warning?.text == "Quality was asked for, and no frame was scored: \(text)\(end)")
        #expect(warning?.remedy == remedy)
    }

    @Test func whatExplainsMostIsTold() {
        let events = [("quality_vmaf", "No VMAF."), ("quality_not_scored", "Not."), ("no_reference", "Nobody.")]
        #expect(run(events).warning(.noReference)?.text.hasSuffix(": Nobody.") == true)
        #expect(run(Array(events.prefix(2))).warning(.noReference)?.text.hasSuffix(": Not.") == true)
    }

    @Test func withoutAnEventTheCountsTellAReason() {
        #expect(run().warning(.noReference)?.text.hasSuffix(": none was chosen and in time.") == true)
        #expect(run(frames: 0..<0).warning(.noReference)?.text.hasSuffix(": no mark was read.") == true)
    }

    @Test(arguments: [true, false]) func marksThatNameNoFrameAreTold(hasTime: Bool) {
        var run = run()
        for index in run.trace.samples.indices {
            if hasTime {
                run.trace.samples[index].stamp?.number = nil
            } else {
                run.trace.samples[index].stamp?.time = nil
            }
        }
        let text = run.warning(.noReference)?.text
        #expect(text?.hasSuffix(": the marks do not say which frame was sent when.") == true, "\(text ?? "none")")
    }

    @Test func whoDidNotAskIsNotWarned() {
        #expect(run([("no_reference", "nothing")], metrics: []).warning(.noReference) == nil)
        #expect(Planted(frames: 0..<251).warning(.noReference) == nil)
    }

    @Test func whereFramesWereScoredThereIsNone() {
        var run = run([("quality_vmaf", "No VMAF.")], metrics: [.psnr, .vmaf])
        var scores = PictureScores()
        scores.psnrY = 40
        run.trace.quality?.frames = [PictureQualityTests.frame(4, scores)]
        #expect(run.warning(.noReference) == nil)
    }
}
