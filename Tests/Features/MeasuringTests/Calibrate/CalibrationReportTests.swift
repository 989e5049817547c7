import LabModel
import Testing

@testable import Measuring

@Suite struct CalibrationReportTests {
    @Test func planCoversEveryCodecAtEverySize() {
        let sizes = [PixelSize.imageSizes[0], PixelSize.imageSizes[2]]
        var plan = CalibrationPlan(codecs: [.h264, .av1], sizes: sizes)
        #expect(plan.chains.map { "\($0)" } == ["h264 486x240", "h264 1280x720", "av1 486x240", "av1 1280x720"])
        plan.repeats = 3
        plan.duration = .milliseconds(500)
        #expect(plan.total == .seconds(6))
    }

    @Test func jsonHoldsCalibrationsAndGaps() throws {
        var report = CalibrationReport()
        let chain = CalibrationPlan.Chain(codec: .h264, size: PixelSize(width: 640, height: 360))
        report.calibrations = [
            Calibration(
                id: "i",
                key: CalibrationKey(
                    transport: "mpegts-http",
                    codec: chain.codec,
                    size: chain.size,
                    fps: .usual,
                    machine: "m"
                ),
                madeAt: WallTime(nanoseconds: 1_800_000_000_000_000_000),
                frames: 10,
                p50Ms: 5.5,
                p95Ms: 7,
                repeatP50Ms: [5.5],
                versions: [:],
                machine: [:]
            )
        ]
        #expect(report.isComplete)
        report.gaps = [.init(chain: chain, reason: .streamerOverloaded)]
        #expect(!report.isComplete)
        #expect(
            try report.json() == """
                {"calibrations":[{"codec":"h264","fps":25,"frames":10,"id":"i","machine":"m",\
                "made_at":"2027-01-15T08:00:00.000Z","p50_ms":5.5,"p95_ms":7,"repeat_p50_ms":[5.5],"size":"640x360",\
                "transport":"mpegts-http"}],"gaps":[{"codec":"h264","reason":"streamer_overloaded","size":"640x360"}]}

                """
        )
    }

    @Test func everyReasonHasAText() {
        let texts = CalibrationReport.Reason.allCases.map(\.text)
        #expect(
            texts == [
                "the streamer could not keep up", "decoding could not keep up", "no frame's delay is known",
                "a repeat has fewer than 50 frame delays; measure longer", "interrupted",
            ]
        )
    }
}
