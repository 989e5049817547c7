import Planning
import Testing

@Suite struct GridDraftTests {
    private func factor(_ kind: SweepFactor.Kind, _ level: String) -> SweepFactor {
        SweepFactor(kind, levels: [SweepLevel(level, place: "here")])
    }

    @Test func whatIsOpenHasItsDefault() throws {
        let grid = try GridDraft().grid()
        #expect(grid == (try SweepGrid()))
        #expect(grid.repeats == 1)
        #expect(grid.order == .listed)
        #expect(grid.prefix == "task")
        #expect(grid.settingCount == 60)
        #expect(grid.description == "60 runs: image_size 4 x fps 3 x cpu_memory 5")
    }

    @Test func oneDraftBeatsAnother() {
        let file = GridDraft(
            factors: [factor(.option(.gop), "1"), factor(.framesPerSecond, "25")],
            repeats: 2,
            order: .shuffled,
            seed: 3,
            prefix: "f"
        )
        let options = GridDraft(
            factors: [factor(.framesPerSecond, "30"), factor(.option(.codec), "av1")],
            repeats: 4,
            order: .interleaved
        )
        let merged = options.over(file)
        #expect(
            merged.factors == [
                factor(.option(.gop), "1"), factor(.framesPerSecond, "30"), factor(.option(.codec), "av1"),
            ]
        )
        #expect(merged.repeats == 4)
        #expect(merged.order == .interleaved)
        #expect(merged.seed == 3)
        #expect(merged.prefix == "f")
        #expect(GridDraft().over(file) == file)
        #expect(file.over(GridDraft()) == file)
    }
}
