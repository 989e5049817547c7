import LabModel
import Testing

@testable import Reporting

@Suite struct WorstMomentTests {
    private func frame(
        _ number: UInt32,
        _ pairing: FrameQuality.Pairing = .matched,
        stream: UInt32 = 7,
        edit: (inout PictureScores) -> Void
    ) -> FrameQuality {
        var scores = PictureScores()
        edit(&scores)
        let number = FrameNumber(number)
        let stream = StreamID(rawValue: stream)
        return FrameQuality(streamID: stream, number: number, pairing: pairing, shown: number, scores: scores)
    }

    /// Frames 0 to 199 at VMAF 90, but for these.
    private func run(_ low: [UInt32: Double]) -> [FrameQuality] {
        (0..<200).map { number in frame(number) { $0.vmaf = low[number] ?? 90 } }
    }

    @Test func theLowestComeFirstAndNeighboursAreOneMoment() {
        let found = WorstMoment.find(
            run([50: 30, 51: 20, 52: 40, 150: 60]),
            samples: Planted.samples(200) { _ in 5 },
            framesPerSecond: 30,
            limit: 2
        )
        #expect(found.map(\.number) == [51, 150] && found.map(\.score) == [20, 60])
        #expect(found.allSatisfy { $0.metric == "VMAF" })
        #expect(abs((found.first?.atSeconds ?? 0) - 1.7) < 1e-6)
    }

    /// Half a second is 13 frames of 25 a second, 15 of 30 but for the nanosecond: 16.
    @Test(arguments: [(25.0, UInt32(13)), (30, 16), (50, 25)])
    func momentsLieHalfASecondApart(rate: Double, distance: UInt32) {
        let frames = run([50: 30, 50 + distance - 1: 31, 50 + distance: 32])
        let found = WorstMoment.find(frames, samples: [], framesPerSecond: rate, limit: 2)
        #expect(found.map(\.number.rawValue) == [50, 50 + distance])
    }

    @Test func whatDidNotComeIsNoPictureToLookAt() {
        let displayed = frame(3, .displayed) { $0.vmaf = 1 }
        #expect(
            WorstMoment.find(run([9: 50]) + [displayed], samples: [], framesPerSecond: nil, limit: 1).map(\.number) == [
                9
            ]
        )
    }

    @Test func theMetricThatSaysMostIsTaken() {
        let frames = [frame(1) { ($0.psnrY, $0.ssimY) = (20, 0.9) }, frame(90) { ($0.psnrY, $0.ssimY) = (50, 0.8) }]
        #expect(WorstMoment.find(frames, samples: [], framesPerSecond: nil).map(\.metric) == ["SSIM", "SSIM"])
        #expect(WorstMoment.find(frames, samples: [], framesPerSecond: nil).map(\.number) == [90, 1])
        #expect(
            WorstMoment.find([frame(1) { $0.psnrY = 20 }], samples: [], framesPerSecond: nil).first?.metric == "PSNR"
        )
        #expect(WorstMoment.find([frame(1) { $0.vmaf = .nan }], samples: [], framesPerSecond: nil).isEmpty)
        #expect(WorstMoment.find([], samples: [], framesPerSecond: nil).isEmpty)
    }

    @Test func sameNumbersOfTwoStreamsAreTwoMoments() {
        let frames = [frame(1) { $0.vmaf = 10 }, frame(1, stream: 8) { $0.vmaf = 11 }]
        #expect(WorstMoment.find(frames, samples: [], framesPerSecond: nil).map(\.score) == [10, 11])
        #expect(WorstMoment.find(frames, samples: [], framesPerSecond: nil).allSatisfy { $0.atSeconds == nil })
    }

    @Test func theReportListsThem() {
        var moment = WorstMoment(metric: "VMAF", score: 51.204, number: 123, atSeconds: 4.1)
        var summary = Planted.quiet
        summary.quality = Summary.Quality()
        var other = moment
        (other.number, other.atSeconds) = (7, nil)
        let text = TextReport.render(summary, worst: [moment, other])
        #expect(text.contains("\nworst       VMAF 51.20 at frame 123 (4.1 s), VMAF 51.20 at frame 7\n"))
        (moment.metric, moment.score) = ("SSIM", 0.912_34)
        #expect(
            TextReport.render(summary, worst: [moment]).contains("\nworst       SSIM 0.9123 at frame 123 (4.1 s)\n")
        )
        #expect(!TextReport.render(summary).contains("worst"))
    }
}
