import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct FramePeriodTests {
    /// Four seconds of a rate, at times as a container writes them.
    private func period(
        _ rate: Double,
        rounded unit: Double = 0,
        isLeftOut: (Int) -> Bool = { _ in false },
        isLost: (Int) -> Bool = { _ in false }
    ) -> Double? {
        var period = FramePeriod()
        var number: UInt32 = 0
        for tick in 0..<Int(rate * 4) where !isLeftOut(tick) {
            let time = Double(tick) / rate
            let written = unit > 0 ? (time / unit).rounded() * unit : time
            if !isLost(tick) {
                period.add(FrameNumber(number), at: .seconds(written))
            }
            number += 1
        }
        return period.seconds
    }

    @Test(arguments: [5, 12.5, 23.976, 24, 25, 29.97, 30, 48, 50, 59.94, 60, 90, 120, 144, 240])
    func millisecondsDoNotHideTheRate(rate: Double) throws {
        for unit in [0, 0.001] {
            let found = 1 / (try #require(period(rate, rounded: unit)))
            #expect(
                BeepScheme.spacing(framesPerSecond: found) == BeepScheme.spacing(framesPerSecond: rate),
                "\(found)"
            )
        }
    }

    @Test func lostPicturesAndTicksLeftOutDoNotMoveIt() throws {
        let lossy = try #require(
            period(30) { _ in
                false
            } isLost: {
                $0 % 3 == 1
            }
        )
        #expect(abs(lossy * 30 - 1) < 1e-6)
        let skipping = try #require(period(30, isLeftOut: { $0 == 70 || $0 == 71 }))
        #expect(abs(skipping * 30 - 1) < 1e-6)
    }

    @Test func aConvertedRateKeepsTheNumbersOwn() throws {
        // 60 frames a second in, every second or third one out, at 25 a second.
        var period = FramePeriod()
        for index in 0..<100 {
            period.add(FrameNumber(UInt32(Double(index) * 2.4)), at: .seconds(Double(index) / 25))
        }
        #expect(BeepScheme.spacing(framesPerSecond: 1 / (try #require(period.seconds))) == 64)
    }

    @Test func aSecondIsNeededAndMemoryIsBounded() {
        #expect(period(25, isLeftOut: { $0 > 30 }) == nil)
        #expect(period(25, isLeftOut: { $0 > 34 }) != nil)
        var dense = FramePeriod()
        for number in 0..<2_000 {
            dense.add(FrameNumber(UInt32(number)), at: Latency(nanoseconds: Int64(number)))
        }
        #expect(dense.seconds == nil)
    }
}
