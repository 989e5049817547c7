import Foundation
import LabTesting
import Testing

@Suite struct RunsCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    private struct List: Decodable {
        static func read(_ text: String) throws -> List {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(List.self, from: Data(text.utf8))
        }

        struct Run: Decodable {
            var id: String
            var name: String
            var sweep: String?
            var attempt: Int
            var provider: String
            var state: String
            var received: Int?
            var dropped: Int?
            var frameDelayP50Ms: Double?
        }

        var runs: [Run]
    }

    @Test func theTableIsAsRecorded() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["runs"], in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        #expect(outcome.errors.isEmpty)
        #expect(try outcome.output == GoldenFolder(beside: #filePath).expected("runs.txt", got: outcome.output))
    }

    @Test func jsonHoldsTheSame() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["runs", "--json"], in: planted.folder.path)
        let list = try List.read(outcome.output)
        #expect(list.runs.map(\.id) == ["unfinished", "test1", "test1"])
        #expect(list.runs.map(\.attempt) == [1, 2, 1])
        #expect(list.runs.map(\.name) == ["unfinished@1", "test1@2", "test1@1"])
        #expect(list.runs.allSatisfy { $0.sweep == nil })
        #expect(list.runs.map(\.received) == [nil, 99, 99])
        #expect(list.runs.map(\.dropped) == [nil, 1, 1])
        #expect(list.runs.map(\.frameDelayP50Ms) == [nil, 5, 5])
        #expect(outcome.output.contains("\"dropped\" : null") && outcome.output.contains("\"sweep\" : null"))
    }

    @Test(arguments: [
        (["--id", "test1"], ["test1@2", "test1@1"]), (["--provider", "direct"], ["unfinished@1", "test1@1"]),
        (["--provider", "direct", "--provider", "cloud", "--limit", "1"], ["unfinished@1"]),
        (["--sort", "id", "--limit", "1"], ["test1@1"]), (["--sort", "-id"], ["unfinished@1", "test1@2", "test1@1"]),
        (["--search", "CLOUD test1"], ["test1@2"]), (["--search", "running"], ["unfinished@1"]),
        (["--sweep", "night"], []), (["--since", "2027-01-15T08:30:00Z"], ["unfinished@1", "test1@2"]),
        (["--since", "2027-01-16"], []),
    ])
    func filtersNarrowTheList(arguments: [String], names: [String]) async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["runs", "--json"] + arguments, in: planted.folder.path)
        let list = try List.read(outcome.output)
        #expect(list.runs.map { "\($0.id)@\($0.attempt)" } == names)
    }

    @Test func aBadOrderIsWrongUsage() async throws {
        let outcome = try await glasslab.run(["runs", "--sort", "speed"])
        #expect(outcome.exitCode == 2)
        #expect(
            outcome.errors.hasPrefix(
                "Error: --sort takes one of started, id, provider, state, duration, dropped, frame_delay, signal_delay, "
                    + "operating_delay, warnings, with - before it for the greatest first.\n"
            )
        )
    }

    @Test func aBadInstantIsWrongUsage() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["runs", "--since", "yesterday"], in: planted.folder.path)
        #expect(outcome.exitCode == 2)
        #expect(
            outcome.errors == "glasslab: \"yesterday\" is not an instant or length of time such as 24h, 2026-11-21 or "
                + "2026-11-21T08:00:00Z: --since. See --help for what it takes.\n"
        )
    }
}
