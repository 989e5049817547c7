import Comparing
import Estimation
import Foundation
import Hummingbird
import LabModel
import NIOCore

/// `/api/compare`.
enum CompareRoutes {
    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        let set = "Names with commas between, as `glasslab compare` takes them: ID, ID@2, ID@*, PREFIX*."
        return [
            APIRoute(
                method: .get,
                path: "/api/compare",
                summary: "Whether two sets of runs differ, as `glasslab compare --json` says it.",
                parameters: [
                    APIParameter(name: "a", text: "The baseline. " + set, schema: .text(maximum: 1_000)),
                    APIParameter(name: "b", text: "What is held against it. " + set, schema: .text(maximum: 1_000)),
                    APIParameter(
                        name: "provider_a",
                        text: "Only the baseline's runs of this.",
                        schema: .text(maximum: 200)
                    ),
                    APIParameter(
                        name: "provider_b",
                        text: "Only the others' runs of this.",
                        schema: .text(maximum: 200)
                    ),
                    APIParameter(
                        name: "figure",
                        text: "By which number of the summary, such as frame_delay_ms.p50.",
                        schema: .text(maximum: 200)
                    ),
                    APIParameter(
                        name: "mixed",
                        text: "Whether pictures of different sizes are compared too.",
                        schema: .text(choices: ["true", "false"])
                    ),
                ],
                answers: [
                    APIAnswer(status: 200, text: "The comparison.", schema: .dictionary(.anything)),
                    .problem(404, "No run has that name."),
                    .problem(422, "There is nothing that could be compared."),
                ]
            ) { request, _ in
                let wish = try CompareWish(ParameterReader(request.uri.query))
                return try await dashboard.desk.read { store in
                    let encoder = JSONEncoder()
                    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                    return JSONAnswer.response(ByteBuffer(bytes: try encoder.encode(wish.comparison(in: store))))
                }
            }
        ]
    }
}
