import Foundation
import LabTesting
import Planning
import Testing

@Suite struct SweepGridTests {
    private func factor(_ name: String, _ levels: String...) throws -> SweepFactor {
        let kind = try #require(SweepFactor.Kind(name: name))
        return SweepFactor(kind, levels: levels.map { SweepLevel($0, place: "here") })
    }

    private func small(_ factors: [SweepFactor]) throws -> [SweepFactor] {
        try [factor("image_size", "1"), factor("fps", "25"), factor("cpu_memory", "512:1")] + factors
    }

    private func inputs(_ grid: SweepGrid, seed: UInt64 = 1) -> InputsFile {
        var random = SeededGenerator(seed: seed)
        return grid.inputs(using: &random)
    }

    /// The first live lab's own file, byte for byte.
    @Test func theDefaultIsTheFileThatComesWithTheLab() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../..")
        let file = try String(contentsOf: root.appending(path: "slurm/slurm_inputs.txt"), encoding: .utf8)
        let text = try inputs(SweepGrid()).text
        #expect(text == file)
        #expect(text.utf8.count == 1_166)
        #expect(text.hasPrefix("0 15 512 1 task_0\n0 15 512 2 task_1\n0 15 1024 2 task_2\n"))
        #expect(text.hasSuffix("\n3 30 1024 3 task_58\n3 30 2048 4 task_59\n"))
        #expect(text.split(separator: "\n").count == 60)
    }

    @Test func optionsFollowTheColumnsTheLastChangingFastest() throws {
        let grid = try SweepGrid(
            factors: [
                factor("codec", "h264", "hevc"), factor("fps", "25"), factor("gop", "1"), factor("image-size", "2"),
            ]
                + [factor("cpu_memory", "512:0.5"), factor("bitrate", "1M", "2M")]
        )
        #expect(
            inputs(grid).text == """
                2 25 512 0.5 task_0 codec=h264 gop=1 bitrate=1M
                2 25 512 0.5 task_1 codec=h264 gop=1 bitrate=2M
                2 25 512 0.5 task_2 codec=hevc gop=1 bitrate=1M
                2 25 512 0.5 task_3 codec=hevc gop=1 bitrate=2M

                """
        )
        #expect(grid.description == "4 runs: codec 2 x bitrate 2")
    }

    @Test func aRepeatIsAPassThroughTheGrid() throws {
        let grid = try SweepGrid(factors: small([factor("gop", "1", "2")]), repeats: 2, prefix: "night")
        #expect(
            inputs(grid).text == """
                1 25 512 1 night_0 gop=1
                1 25 512 1 night_1 gop=2
                1 25 512 1 night_2 gop=1
                1 25 512 1 night_3 gop=2

                """
        )
        #expect(grid.description == "4 runs: gop 2 x repeats 2")
    }

    @Test func shufflingKeepsNamesAndRepeats() throws {
        let listed = try inputs(SweepGrid(repeats: 2)).lines
        let grid = try SweepGrid(repeats: 2, order: .shuffled)
        let shuffled = inputs(grid, seed: 7).lines
        #expect(Set(shuffled) == Set(listed))
        #expect(Set(shuffled.prefix(60)) == Set(listed.prefix(60)))
        #expect(shuffled.prefix(60).map(\.folderName) != listed.prefix(60).map(\.folderName))
        let first = shuffled.prefix(60).compactMap { Int($0.name.dropFirst(5)) }
        let second = shuffled.suffix(60).compactMap { Int($0.name.dropFirst(5)) }
        #expect(second.map { $0 - 60 } != first)
        #expect(inputs(grid, seed: 7).lines == shuffled)
        #expect(inputs(grid, seed: 8).lines != shuffled)
    }

    /// A seed has to mean the same order on every machine and with every version.
    @Test func aSeedsOrderIsFixed() throws {
        let grid = try SweepGrid(factors: small([factor("joins", "1", "2", "3", "4", "5", "6")]), order: .shuffled)
        #expect(
            inputs(grid, seed: 42).lines.map(\.name).joined(separator: " ")
                == "task_2 task_5 task_3 task_1 task_0 task_4"
        )
    }

    @Test(.heavy) func everyPlaceIsDrawnAboutAsOften() throws {
        let grid = try SweepGrid(
            factors: small([factor("joins", "1", "2", "3", "4")]),
            repeats: 2_000,
            order: .shuffled
        )
        var counts = [[Int]](repeating: [0, 0, 0, 0], count: 4)
        for (index, line) in inputs(grid, seed: 3).lines.enumerated() {
            let joins = try #require(line.options.first.flatMap { Int($0.value) })
            counts[index % 4][joins - 1] += 1
        }
        // Each of 2,000 draws has one chance in four: 500 ± 5 standard deviations of 19.4.
        #expect(counts.joined().allSatisfy { abs($0 - 500) < 97 }, "\(counts)")
    }

    @Test func twoProvidersAreInterleavedABBA() throws {
        let grid = try SweepGrid(
            factors: small([factor("provider", "a", "b"), factor("gop", "1", "2", "3")]),
            repeats: 2,
            order: .interleaved
        )
        let lines = inputs(grid).lines
        let order = lines.map { $0.options.map(\.value).joined() }
        #expect(order.joined(separator: " ") == "a1 b1 b2 a2 a3 b3 b1 a1 a2 b2 b3 a3")
        #expect(lines.prefix(4).map(\.name) == ["task_0", "task_3", "task_4", "task_1"])
    }

    @Test(arguments: [["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]])
    func aSteadyDriftFavoursNoProviderOfAnySetting(providers: [String]) throws {
        let kind = try #require(SweepFactor.Kind(name: "provider"))
        let named = SweepFactor(kind, levels: providers.map { SweepLevel($0, place: "here") })
        for factors in [
            [named, try factor("gop", "1", "2", "3")], [try factor("gop", "1", "2"), named], [named],
        ] {
            let grid = try SweepGrid(factors: factors, repeats: 4, order: .interleaved)
            var places: [String: [String: Int]] = [:]
            for (place, line) in inputs(grid).lines.enumerated() {
                let provider = try #require(line.options.first { $0.name == "provider" }?.value)
                let rest = line.options.filter { $0.name != "provider" }.map(\.text).joined()
                places["\(line.imageSize) \(line.framesPerSecond) \(line.cpu) \(line.memory) \(rest)", default: [:]][
                    provider,
                    default: 0
                ] += place
            }
            #expect(places.count == grid.settingCount / providers.count)
            for sums in places.values {
                #expect(Set(sums.values).count == 1, "\(sums)")
                #expect(sums.count == providers.count)
            }
        }
    }

    @Test(.heavy) func everyGridsLinesAreGoodLines() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20 {
            let factors = try [
                factor("codec", "h264", "av1"), factor("link", "delay=10ms,loss=1%", "rate=4M"),
                factor("provider", "direct", "ll-hls"), factor("duration", "500ms"), factor("allow", "10.0.0.0/8"),
            ].filter { _ in Bool.random(using: &random) }
            let mayInterleave = factors.contains { $0.kind == .option(.provider) }
            let order = mayInterleave ? SweepOrder.allCases.randomElement(using: &random) : .shuffled
            let grid = try SweepGrid(
                factors: factors,
                repeats: Int.random(in: 1...3, using: &random),
                order: order ?? .listed
            )
            let inputs = grid.inputs(using: &random)
            #expect(inputs.lines.count == grid.settingCount * grid.repeats)
            #expect(try InputsFile.parse(inputs.text, name: "plan") == inputs)
        }
    }

    @Test(.heavy) func tenThousandLinesArePlanned() throws {
        let grid = try SweepGrid(factors: [factor("joins", "1", "2")], repeats: 100, order: .shuffled)
        let inputs = inputs(grid)
        #expect(inputs.lines.count == 12_000)
        #expect(Set(inputs.lines.map(\.name)).count == 12_000)
        #expect(try InputsFile.parse(inputs.text, name: "plan") == inputs)
    }
}
