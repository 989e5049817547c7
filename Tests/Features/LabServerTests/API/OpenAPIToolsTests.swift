import Foundation
import FoundationNetworking
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import LabServer

/// What tools of others say of the API's document, and of answers to requests made up from it.
@Suite("OpenAPI, by other tools", .realTime, .timeLimit(.minutes(60)))
struct OpenAPIToolsTests {
    @Test("a validator finds nothing wrong with the document")
    func valid() async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("openapi.json")
        try Data(try await LabFixture().ask("/openapi.json").text.utf8).write(to: URL(filePath: file))
        let outcome = try await BuiltExecutable.onPath([try TestTools.path("openapi-spec-validator"), file])
        #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test("made-up requests get answers that the document tells of")
    func fuzzed() async throws {
        let tool = try TestTools.path("schemathesis")
        let folder = try TemporaryFolder()
        try await ServedLab.serving { port, store in
            _ = try store.begin(LabFixture.draft("now", seed: 2), clock: SystemClock())
            let address = "http://127.0.0.1:\(port)"
            let url = try #require(URL(string: address + "/api/session"))
            let session = try await URLSession.shared.data(from: url).0
            let token = (try JSONSerialization.jsonObject(with: session) as? [String: Any])?["csrf_token"] as? String
            let outcome = try await BuiltExecutable.onPath(
                [
                    tool, "run", address + "/openapi.json", "--header", "X-CSRF-Token: \(try #require(token))",
                    // Live events have no end.
                    "--exclude-path", "/api/live", "--checks",
                    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
                    "--phases", "examples,coverage,fuzzing", "--max-examples", "5", "--seed", "6", "--workers", "1",
                    "--no-color",
                ],
                // What it learned of failures it keeps in its working folder.
                in: folder.path
            )
            #expect(outcome.exitCode == 0, "\(outcome.output.suffix(6_000))\(outcome.errors.suffix(2_000))")
        }
    }
}
