import Foundation
import LabTesting
import Testing

@Suite struct SQLCommandTests {
    private let glasslab = BuiltExecutable("glasslab")

    @Test func aQueryIsAnswered() async throws {
        let planted = try PlantedStore()
        let query = "SELECT id, attempt FROM run ORDER BY analysis_number LIMIT 2"
        let outcome = try await glasslab.run(["sql", query], in: planted.folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(outcome.output == "id     attempt\n-----  -------\ntest1  1      \ntest1  2      \n")
        let json = try await glasslab.run(["sql", "--json", query], in: planted.folder.path)
        #expect(json.output == "[{\"id\":\"test1\",\"attempt\":1},\n{\"id\":\"test1\",\"attempt\":2}]\n")
    }

    @Test func viewsAreThereAndTold() async throws {
        let planted = try PlantedStore()
        let query = "SELECT run, provider, dropped, sweep FROM runs WHERE end_reason = 'duration' ORDER BY run"
        let outcome = try await glasslab.run(["sql", "--json", query], in: planted.folder.path)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(
            outcome.output == """
                [{"run":"test1@1","provider":"direct","dropped":1,"sweep":null},
                {"run":"test1@2","provider":"cloud","dropped":1,"sweep":null}]

                """
        )
        let views = try await glasslab.run(["sql", ".views"], in: planted.folder.path)
        #expect(views.exitCode == 0 && views.output.contains("\nperiods: a period of a run's summary"))
        #expect(views.output.contains("    frame_number, frame_number_received, time_generated,"))
        let json = try await glasslab.run(["sql", "--json", ".views"], in: planted.folder.path)
        #expect(json.output.contains("\"name\" : \"stream_data\""))
    }

    @Test func writingIsRefused() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["sql", "DELETE FROM run"], in: planted.folder.path)
        #expect(outcome.exitCode != 0)
        #expect(outcome.errors.contains("readonly"))
    }

    @Test func withoutTheShellItsPackageIsNamed() async throws {
        let planted = try PlantedStore()
        let outcome = try await glasslab.run(["sql"], environment: ["PATH": "/nowhere"], in: planted.folder.path)
        #expect(outcome.exitCode == 1)
        #expect(
            outcome.errors
                == "glasslab: the sqlite3 shell is not installed. Install it with: apt-get install sqlite3.\n"
        )
    }
}
