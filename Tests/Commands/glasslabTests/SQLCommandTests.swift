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
