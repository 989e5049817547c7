import LabModel
import Testing

@Suite struct StreamerOverloadedTests {
    private func run(lateTicks: UInt16, count: Int) -> Planted {
        var run = Planted()
        (0..<251).forEach { number in run.show(number) { $0.stamp?.latenessTicks = number < count ? lateTicks : 1 } }
        return run
    }

    @Test func aTwentiethAboveHalfAPeriod() {
        let warning = run(lateTicks: 305, count: 30).warning(.streamerOverloaded)
        #expect(
            warning?.text
                == "1 frame in 20 was begun 30.5 ms or more after its tick, with 40.0 ms from tick to tick: "
                + "this run is not ranked."
        )
        #expect(warning?.remedy == "Give the streamer more CPU, or lower its size or frame rate.")
        #expect(run(lateTicks: 305, count: 10).warning(.streamerOverloaded) == nil)
        #expect(run(lateTicks: 200, count: 251).warning(.streamerOverloaded) == nil)
    }
}
