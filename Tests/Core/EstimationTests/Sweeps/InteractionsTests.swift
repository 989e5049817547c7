import LabModel
import Testing

@testable import Estimation

@Suite struct InteractionsTests {
    private typealias Place = PlannedSweep.Place

    private func isNear(_ value: Double?, _ wanted: Double) -> Bool {
        value.map { abs($0 - wanted) < 1e-6 } ?? false
    }

    @Test func effectsThatAddUpHaveNone() throws {
        let found = try SweepAnalysis(sweep: "night", runs: PlannedSweep().runs(PlannedSweep.additive))
        #expect(
            found.figures[0].pairs.map(\.factors) == [
                ["image_size", "fps"], ["image_size", "cpu_memory"], ["fps", "cpu_memory"],
            ]
        )
        let all = found.figures[0].pairs.flatMap(\.interactions)
        #expect(all.count == 26)
        #expect(all.allSatisfy { isNear($0.effect.value, 0) })
        // Five tasks, three rates and four sizes: only the last pair has as many others as it takes.
        #expect(found.interaction(["image_size", "fps"], ["3", "30"])?.settings == 5)
        #expect(found.interaction(["image_size", "cpu_memory"], ["3", "2048:4"])?.reason == .fewRuns)
        #expect(found.interaction(["fps", "cpu_memory"], ["30", "2048:4"])?.settings == 4)
    }

    @Test func aPlantedOneComesBack() throws {
        var gaussian = Gaussian(seed: 5)
        let runs = PlannedSweep(sizes: 2, rates: 2, tasks: 2, repeats: 6).runs { place in
            // 25 ms for the larger picture at the faster rate.
            PlannedSweep.additive(place) + (place.size == 1 && place.fps == 1 ? 25 : 0) + gaussian.next()
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        let effect = try #require(found.interaction(["image_size", "fps"], ["1", "25"]))
        #expect(effect.verdict == .higher && effect.basis == .repeats && effect.settings == 2 && effect.runs == 48)
        #expect((23.0...27).contains(effect.value ?? 0), "\(effect)")
        #expect((effect.low ?? 0) < 25 && (effect.high ?? 0) > 25)
        // Three are asked at once: what holds for all of them reaches further.
        let (reach, own) = (effect.jointReach ?? 0, (effect.high ?? 0) - (effect.value ?? 0))
        #expect(reach > own && reach < 2 * own)
        #expect(found.interaction(["image_size", "memory"], ["1", "2"])?.verdict == .notShown)
        #expect(found.interaction(["fps", "memory"], ["25", "2"])?.verdict == .notShown)
    }

    @Test func sizesMayDifferAlongTheirOwnFactorOnly() throws {
        let runs = PlannedSweep(sizes: 2, rates: 2, tasks: 5).runs(PlannedSweep.additive) { place, summary in
            if place.fps == 1, place.size == 1 { (summary.media.width, summary.media.height) = (640, 360) }
            return true
        }
        let found = try SweepAnalysis(sweep: "night", runs: runs)
        #expect(found.interaction(["image_size", "fps"], ["1", "25"])?.reason == .differentSizes)
        let plain = try SweepAnalysis(
            sweep: "night",
            runs: PlannedSweep(sizes: 2, rates: 2, tasks: 5).runs(PlannedSweep.additive)
        )
        #expect(plain.interaction(["image_size", "fps"], ["1", "25"])?.reason == nil)
    }

    @Test func mapsHoldMeansOfAllOthersOrNothing() throws {
        let runs = PlannedSweep().runs(PlannedSweep.additive) { place, summary in
            if place == Place(size: 3, fps: 2, task: 0) { summary.run.endReason = .failed }
            return true
        }
        let map = try #require(SweepAnalysis(sweep: "night", runs: runs).pair("image_size", "fps")?.map)
        #expect(map.rows.name == "image_size" && map.columns.levels == ["15", "25", "30"] && map.settings == 5)
        // Over the five tasks: 100 − 6 = 94, 10 more a size, 4 less a rate.
        #expect(isNear(map.cells[0][0].value, 94) && isNear(map.cells[2][1].value, 110))
        let failed = map.cells[3][2]
        #expect(failed.value == nil && failed.runs == 4 && failed.settings == 4 && failed.died == 1)
    }

    @Test func tooManyAreNotTold() {
        let factor = { (name: String, count: Int) in
            SweepFactor(name: name, levels: (0..<count).map { "\($0)" }, goesWith: [])
        }
        #expect(!SweepFigure.hasTooMany([factor("a", 32), factor("b", 32)]))
        #expect(SweepFigure.hasTooMany([factor("a", 33), factor("b", 33)]))
    }
}
