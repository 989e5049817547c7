import Planning
import Testing

@Suite struct SweepPowerTests {
    private func factor(_ kind: SweepFactor.Kind, _ levels: String...) -> SweepFactor {
        SweepFactor(kind, levels: levels.map { SweepLevel($0, place: "here") })
    }

    @Test func eachFactorThatVariesIsLookedAt() throws {
        let grid = try SweepGrid(
            factors: [
                factor(.imageSize, "1"), factor(.framesPerSecond, "25"), factor(.cpuMemory, "512:1"),
                factor(.option(.provider), "direct", "hls"), factor(.option(.gop), "1", "2", "4"),
            ],
            repeats: 2
        )
        let power = try SweepPower(.init(difference: 5, deviation: 2.5, settings: 99), of: grid)
        #expect(power.question.settings == 1)
        #expect(power.rows.map(\.factor) == [nil, "provider", "gop"])
        #expect(power.rows.map(\.settings) == [1, 3, 2])
        #expect(power.rows.map(\.repeats) == [6, 2, 3])
        #expect(power.rows[0].chance == nil)
        for (row, settings) in zip(power.rows.dropFirst(), [3, 2]) {
            let question = PowerEstimate.Question(difference: 5, deviation: 2.5, settings: settings)
            #expect(row.chance == PowerEstimate.chance(question, repeats: 2))
        }
    }
}
