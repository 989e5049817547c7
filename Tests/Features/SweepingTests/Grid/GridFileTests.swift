import LabModel
import LabTesting
import Planning
import Sweeping
import Testing

@Suite struct GridFileTests {
    private func parse(_ text: String) throws(GridFileError) -> GridDraft {
        try GridFile.parse(Array(text.utf8), path: "g.yaml")
    }

    private func complaint(_ text: String) -> String? {
        do throws(GridFileError) {
            _ = try parse(text)
            return nil
        } catch {
            #expect(error.exitStatus == .usage)
            return "\(error)"
        }
    }

    private func factor(_ name: String, _ levels: (String, Int, Int)...) throws -> SweepFactor {
        let kind = try #require(SweepFactor.Kind(name: name))
        return SweepFactor(kind, levels: levels.map { SweepLevel($0.0, place: "g.yaml:\($0.1):\($0.2)") })
    }

    @Test func everyKindOfKeyIsRead() throws {
        let draft = try parse(
            """
            # A comment.
            image_size: [0, 3]
            fps: 29.97
            cpu-memory:
              - 512:1
              - "1024:2"
            provider: [direct, ll-hls]
            on: local
            link: [delay=10ms, "delay=50ms,loss=1%"]
            repeats: 4
            order: shuffled
            seed: 18446744073709551615
            name: night
            """
        )
        #expect(
            draft
                == GridDraft(
                    factors: try [
                        factor("image_size", ("0", 2, 14), ("3", 2, 17)), factor("fps", ("29.97", 3, 6)),
                        factor("cpu_memory", ("512:1", 5, 5), ("1024:2", 6, 5)),
                        factor("provider", ("direct", 7, 12), ("ll-hls", 7, 20)), factor("on", ("local", 8, 5)),
                        factor("link", ("delay=10ms", 9, 8), ("delay=50ms,loss=1%", 9, 20)),
                    ],
                    repeats: 4,
                    order: .shuffled,
                    seed: .max,
                    prefix: "night"
                )
        )
        let grid = try draft.grid()
        #expect(grid.settingCount == 2 * 2 * 2 * 2)
        #expect(grid.description == "64 runs: image_size 2 x cpu_memory 2 x provider 2 x link 2 x repeats 4")
    }

    @Test func jsonIsReadToo() throws {
        let draft = try parse("{\"fps\": [25, 30], \"gop\": 2, \"order\": \"listed\"}")
        #expect(draft.factors.map(\.kind.name) == ["fps", "gop"])
        #expect(draft.order == .listed)
    }

    @Test(arguments: ["", "\n", "# nothing\n", "---\n", "{}"])
    func nothingIsTheDefaultGrid(text: String) throws {
        #expect(try parse(text) == GridDraft())
    }

    @Test(arguments: [
        ("fsp: 25", "unknown key \"fsp\": g.yaml:1:1. Known are image_size, fps, cpu_memory, on, size, video_type, "),
        ("fps: 25\ncpu: 512", "unknown key \"cpu\": g.yaml:2:1. Known are "),
        ("db: x", "unknown key \"db\": g.yaml:1:1. Known are "),
        ("- 1", "the file is not a mapping: g.yaml:1:1. See docs/sweeps.md."),
        ("25", "the file is not a mapping: g.yaml:1:1. See docs/sweeps.md."),
        ("fps:", "fps is not a value or a list of values: g.yaml:1:5. See docs/sweeps.md."),
        ("fps: [25, ~]", "fps is not a value or a list of values: g.yaml:1:11. See docs/sweeps.md."),
        ("fps: [25, [30]]", "fps is not a value or a list of values: g.yaml:1:11. See docs/sweeps.md."),
        ("fps: {a: 1}", "fps is not a value or a list of values: g.yaml:1:6. See docs/sweeps.md."),
        ("fps: []", "fps is not a list of 1 to 100000 values: g.yaml:1:6. See docs/sweeps.md."),
        ("repeats: many", "repeats is not a whole number from 1 to 10000: g.yaml:1:10. See docs/sweeps.md."),
        ("repeats: [1]", "repeats is not a value or a list of values: g.yaml:1:10. See docs/sweeps.md."),
        ("seed: -1", "seed is not a whole number from 0 to 18446744073709551615: g.yaml:1:7. See docs/sweeps.md."),
        ("seed: 1", "seed is not of any use without order: shuffled: g.yaml:1:7. See docs/sweeps.md."),
        ("order: random", "order is not one of listed, shuffled, interleaved: g.yaml:1:8. See docs/sweeps.md."),
        (
            "video-type: LIVE\nvideo_type: LIVE",
            "the key video_type stands there twice: g.yaml:2:1. Give it all its values in one list."
        ),
        ("a: &a 1", "an anchor: g.yaml:1:4. Write out what it stands for."),
    ])
    func mistakesAreToldWithTheirPlace(text: String, start: String) throws {
        let told = try #require(complaint(text))
        #expect(told.hasPrefix(start), "\(told)")
    }

    @Test func whatIsNoYAMLIsTold() throws {
        let unclosed = try #require(complaint("fps: [25"))
        #expect(unclosed.hasPrefix("neither YAML nor JSON: "))
        #expect(unclosed.hasSuffix(". docs/sweeps.md shows what a grid file looks like."))
        let twice = try #require(complaint("fps: 25\nfps: 30"))
        #expect(twice.hasPrefix("neither YAML nor JSON: a key stands twice in one mapping: g.yaml:"))
        do throws(GridFileError) {
            _ = try GridFile.parse([0x66, 0xFF], path: "g.yaml")
            Issue.record("it was read")
        } catch {
            #expect(
                "\(error)" == "cannot read the grid: it is no UTF-8: g.yaml. Name another file, or describe the grid "
                    + "by options."
            )
        }
        #expect(
            complaint(String(repeating: "#", count: GridFile.byteLimit + 1))
                == "cannot read the grid: it is larger than 1024 KiB: g.yaml. Name another file, or describe the grid "
                + "by options."
        )
    }

    /// A wrong value is told by where the file has it.
    @Test func valuesKeepTheirPlaces() throws {
        let draft = try parse("fps: [25,\n  x]")
        #expect(throws: PlanningError.badLevel("x", "fps", InputsColumn.fps.expected, "g.yaml:2:3")) {
            try draft.grid()
        }
    }

    @Test(.heavy) func anyTextIsReadOrRefused() throws {
        var random = SeededGenerator(seed: 9)
        let text = "image_size: [0, 1]\nfps: 25\nprovider: [a, b]\norder: interleaved\nrepeats: 2\n"
        let pieces = [
            "[", "]", "{", "}", ":", "- ", "\n", " ", "\"", "'", "&a ", "*a", "!!int ", "~", "|", "é", "\u{0}", "#",
        ]
        var read = 0
        for _ in 0..<1_000 {
            var changed = Array(text)
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let index = Int.random(in: 0...changed.count, using: &random)
                if Bool.random(using: &random), index < changed.count {
                    changed.remove(at: index)
                } else {
                    changed.insert(contentsOf: pieces.randomElement(using: &random) ?? "", at: index)
                }
            }
            do throws(GridFileError) {
                let draft = try parse(String(changed))
                read += 1
                guard let grid = try? draft.grid() else { continue }
                let inputs = grid.inputs(using: &random)
                #expect(inputs.lines.count == grid.settingCount * grid.repeats)
            } catch {
                #expect(error.place?.hasPrefix("g.yaml") == true)
            }
        }
        #expect(read > 100)
    }
}
