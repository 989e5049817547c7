import LabModel
import Testing

@testable import Measuring

@Suite struct RepeatFiguresTests {
    private static let machine: [String: SettingValue] = ["hostname": .text("lab"), "cores": .integer(2)]

    private static func summary(
        p50: Double?,
        p95: Double = 9,
        n: Int = 100,
        warning: RunWarning.Code? = nil
    ) -> Summary {
        let manifest = RunManifest(
            uuid: "0197a0b0-0000-7000-8000-000000000000",
            id: "calibrate",
            attempt: 1,
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: WallTime(nanoseconds: 0),
            settings: [:],
            versions: [:],
            machine: machine
        )
        var summary = Summary(run: .init(manifest: manifest, startedAt: "", endReason: .duration))
        (summary.media.container, summary.media.codec) = ("mpegts", "hevc")
        (summary.media.width, summary.media.height) = (640, 360)
        if let p50 {
            var delay = Distribution()
            (delay.n, delay.p50, delay.p95) = (n, p50, p95)
            summary.frameDelayMs = delay
        }
        summary.warnings = warning.map { [RunWarning(code: $0, text: "", remedy: "")] } ?? []
        return summary
    }

    private static func calibration(of figures: RepeatFigures) -> Calibration? {
        figures.calibration(
            id: "0197a0b0-0000-7000-8000-000000000001",
            fps: .usual,
            madeAt: WallTime(nanoseconds: 5),
            versions: ["glasslab": "1"],
            machine: machine
        )
    }

    @Test func theMediansOfTheRepeatsAreKept() throws {
        var figures = RepeatFigures()
        for (p50, p95) in [(5.0, 8.0), (50, 90), (6, 7)] {
            #expect(figures.add(Self.summary(p50: p50, p95: p95), machine: Self.machine) == nil)
        }
        let calibration = try #require(Self.calibration(of: figures))
        #expect([calibration.p50Ms, calibration.p95Ms] == [6, 8])
        #expect(calibration.repeatP50Ms == [5, 50, 6])
        #expect(calibration.frames == 300)
        #expect(calibration.key.transport == "mpegts-http")
        #expect(calibration.key.codec == .hevc)
        #expect(calibration.key.size == PixelSize(width: 640, height: 360))
        #expect(calibration.key.fps == .usual)
        #expect(calibration.key.machine == "lab, 2")
        #expect(calibration.machine == Self.machine && calibration.versions == ["glasslab": "1"])
    }

    @Test(arguments: [
        (RunWarning.Code.streamerOverloaded, CalibrationReport.Reason.streamerOverloaded),
        (.receiverOverloaded, .receiverOverloaded),
    ])
    func anOverloadedRepeatSaysNothing(code: RunWarning.Code, reason: CalibrationReport.Reason) {
        var figures = RepeatFigures()
        #expect(figures.add(Self.summary(p50: 5, warning: code), machine: Self.machine) == reason)
        #expect(Self.calibration(of: figures) == nil)
    }

    @Test func otherWarningsDoNotHinder() {
        var figures = RepeatFigures()
        #expect(figures.add(Self.summary(p50: 5, warning: .fewSamples), machine: Self.machine) == nil)
    }

    @Test func aRepeatOfFewFramesSaysNothing() {
        var figures = RepeatFigures()
        #expect(figures.add(Self.summary(p50: 5, n: 49), machine: Self.machine) == .tooFewFrames)
        #expect(Self.calibration(of: figures) == nil)
        #expect(figures.add(Self.summary(p50: 5, n: 50), machine: Self.machine) == nil)
    }

    @Test func withoutADelayOrAKnownStreamThereIsNone() {
        var figures = RepeatFigures()
        #expect(figures.add(Self.summary(p50: nil), machine: Self.machine) == .noDelay)
        var foreign = Self.summary(p50: 5)
        foreign.media.codec = "mpeg2video"
        #expect(figures.add(foreign, machine: Self.machine) == .noDelay)
        #expect(Self.calibration(of: figures) == nil)
    }

    @Test(
        arguments: [([1.0], 1.0), ([4.0, 1], 2.5), ([3.0, 1, 2], 2.0), ([1.0, 2, 3, 10], 2.5)] as [([Double], Double)]
    )
    func mediansAreTheMiddle(values: [Double], median: Double) {
        #expect(RepeatFigures.median(values) == median)
    }

    @Test func noValuesHaveNoMedian() {
        #expect(RepeatFigures.median([]) == nil)
    }
}
