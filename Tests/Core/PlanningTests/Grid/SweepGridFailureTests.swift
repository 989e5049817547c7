import LabModel
import Planning
import Testing

@Suite struct SweepGridFailureTests {
    private func factor(_ name: String, _ levels: [String]) throws -> SweepFactor {
        let kind = try #require(SweepFactor.Kind(name: name))
        return SweepFactor(kind, levels: levels.map { SweepLevel($0, place: "--here") })
    }

    private func complaint(
        _ factors: [SweepFactor] = [],
        repeats: Int = 1,
        order: SweepOrder = .listed,
        prefix: String = "task"
    ) -> String? {
        do throws(PlanningError) {
            _ = try SweepGrid(factors: factors, repeats: repeats, order: order, prefix: prefix)
            return nil
        } catch {
            #expect(error.exitStatus == .usage)
            return "\(error)"
        }
    }

    @Test(arguments: [
        ("image_size", "4", "a picture size by its number, 0 to 3"),
        ("fps", "", "a frame rate such as 25 or 29.97, from 0.1 to 1000"),
        ("cpu_memory", "512", "CPU units and GB of memory with a colon between, such as 512:1"),
        ("cpu_memory", "512:1:2", "CPU units and GB of memory with a colon between, such as 512:1"),
        ("cpu_memory", "0:1", "CPU units and GB of memory with a colon between, such as 512:1"),
        ("video_type", "DEAD", "LIVE or PRERECORDED"),
        ("provider", "a b", "a text without blanks, of up to 1000 bytes, that begins with no hyphen"),
    ])
    func wrongValuesAreTold(name: String, value: String, expected: String) throws {
        #expect(
            complaint([try factor(name, [value])]) == "\(name) \"\(value)\" is not \(expected): --here. Correct it; "
                + "docs/sweeps.md lists what a grid may hold."
        )
    }

    @Test func whatStandsTwiceIsTold() throws {
        #expect(
            complaint([try factor("fps", ["25", "30", "25"])])
                == "fps has the value \"25\" twice: --here. Write it once, and repeat runs with repeats."
        )
        let gop = try factor("gop", ["1"])
        #expect(complaint([gop, gop]) == "the grid has gop twice. Give it all its values in one list.")
        let fps = try factor("fps", ["25"])
        #expect(complaint([fps, fps]) == "the grid has fps twice. Give it all its values in one list.")
    }

    @Test func whatIsTooMuchIsTold() throws {
        let many = try factor("frame-limit", (1...2_000).map(String.init))
        #expect(
            complaint([many])
                == "the grid has more than 100000 runs. Leave out values or repeats, or plan several sweeps."
        )
        let factors = try ["gop", "duration", "bitrate"].map { name in
            try factor(name, (1...90_000).map { name == "bitrate" ? "\($0 + 10_000)" : "\($0)" })
        }
        #expect(complaint(factors)?.hasPrefix("the grid has more than 100000 runs") == true)
        let long = String(repeating: "x", count: 900)
        #expect(
            complaint([try factor("content", [long])], repeats: 1_000)
                == "the grid's lines have more than 33554432 bytes. Leave out values or repeats, or plan several sweeps."
        )
        #expect(complaint(repeats: 0) == "0 repeats are not from 1 to 10000. Repeat each setting at least once.")
        #expect(complaint(repeats: 10_001)?.hasPrefix("10001 repeats are not") == true)
    }

    @Test func emptinessIsTold() throws {
        #expect(complaint([try factor("gop", [])]) == "gop has no value. Give it a value, or leave it out.")
        #expect(complaint([try factor("fps", [])]) == "fps has no value. Give it a value, or leave it out.")
    }

    @Test(arguments: ["", "a b", "a/b", "-x", String(repeating: "n", count: 93)])
    func namesMustSuitFolders(prefix: String) {
        let shown = prefix.count > 40 ? String(prefix.prefix(40)) + "…" : prefix
        #expect(
            complaint(prefix: prefix) == "names cannot begin with \"\(shown)\". Take up to 92 letters, digits, dots, "
                + "hyphens and underscores, the first no dot or hyphen."
        )
        #expect(complaint(prefix: String(repeating: "n", count: 92)) == nil)
    }

    @Test func oneProviderCannotBeInterleaved() throws {
        let text =
            "there are no two providers to interleave. Name several: --provider direct,ll-hls, or provider: "
            + "[direct, ll-hls]."
        #expect(complaint(order: .interleaved) == text)
        #expect(complaint([try factor("provider", ["direct"])], order: .interleaved) == text)
        #expect(complaint([try factor("provider", ["direct", "hls"])], order: .interleaved) == nil)
    }

    @Test func factorsAreFoundByEitherSpelling() {
        #expect(SweepFactor.Kind(name: "video_type") == .option(.videoType))
        #expect(SweepFactor.Kind(name: "video-type") == .option(.videoType))
        #expect(SweepFactor.Kind(name: "cpu-memory") == .cpuMemory)
        for name in ["id", "cpu", "memory", "db", "", "VIDEO-TYPE"] {
            #expect(SweepFactor.Kind(name: name) == nil)
        }
    }
}
