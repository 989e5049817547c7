import Comparing
import Foundation
import Hummingbird
import LabModel
import NIOCore
import RunStore

/// `/api/runs` and what is below it.
enum RunRoutes {
    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        [list(dashboard), detail(dashboard), samples(dashboard)]
    }

    private static func list(_ dashboard: Dashboard) -> APIRoute {
        let orders = RunOrder.Key.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] }
        return APIRoute(
            method: .get,
            path: "/api/runs",
            summary: "The stored runs, newest first unless told otherwise.",
            parameters: [
                APIParameter(
                    name: "search",
                    text: "Words that the id, provider, state or uuid holds, in any case.",
                    schema: .text(maximum: 200)
                ),
                APIParameter(name: "provider", text: "Only runs of these.", schema: .list(.text(maximum: 200))),
                APIParameter(name: "sweep", text: "Only runs of this sweep.", schema: .text(maximum: 200)),
                APIParameter(
                    name: "state",
                    text: "Only runs that came so far.",
                    schema: .text(choices: RunState.allCases.map(\.rawValue))
                ),
                APIParameter(
                    name: "sort",
                    text: "By what they are sorted; with - before it the greatest first.",
                    schema: .text(choices: orders)
                ),
                APIParameter(name: "page", text: "Which page.", schema: .whole(1...1_000_000)),
                APIParameter(name: "per_page", text: "Runs on a page.", schema: .whole(1...500)),
            ],
            answers: [APIAnswer(status: 200, text: "A page of runs.", schema: .named("RunList"))]
        ) { request, _ in
            try await dashboard.answers.answer(to: request, of: dashboard.index) { content in
                let query = try RunQuery(ParameterReader(request.uri.query))
                return try JSONAnswer.bytes(RunListAnswer(query, content))
            }
        }
    }

    private static let name = APIParameter(
        name: "name",
        place: .path,
        text: "ID for its latest complete attempt, ID@2 for one, or a uuid.",
        schema: .text(maximum: 300)
    )

    private static func detail(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/runs/{name}",
            summary: "One run: its settings and its summary.",
            parameters: [name],
            answers: [
                APIAnswer(status: 200, text: "The run.", schema: .named("RunDetail")),
                .problem(404, "No run has that name."),
            ]
        ) { _, context in
            let name = try PathText.of("name", context)
            let content = try await dashboard.index.current()
            return try await dashboard.desk.read { store in
                let run = try store.run(named: name)
                let attempts = try store.runs(matching: RunFilter(ids: [run.manifest.id]))
                guard let listing = attempts.first(where: { $0.uuid == run.manifest.uuid }) else {
                    throw RunStoreError.noSuchRun(name: name, path: store.path)
                }
                let row = RunListEntry(listing, sweep: content.sweeps[run.manifest.uuid])
                let detail = RunDetailAnswer(run: row, settings: run.manifest.settings)
                let summary = try store.summary(of: run).map { try SummaryJSON.encode($0) } ?? "null"
                return JSONAnswer.response(ByteBuffer(bytes: try detail.bytes(summary: summary)))
            }
        }
    }

    private static func samples(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/runs/{name}/samples",
            summary: "The frame delay of a run over time, reduced without hiding extremes.",
            parameters: [
                name,
                APIParameter(
                    name: "stream",
                    text: "The stream under test, or its control.",
                    schema: .text(choices: StreamChoice.allCases.map(\.rawValue))
                ),
                APIParameter(name: "from_s", text: "Only from then on.", schema: .number(0...1e7)),
                APIParameter(name: "to_s", text: "Only until then.", schema: .number(0...1e7)),
                APIParameter(
                    name: "buckets",
                    text: "Into how many parts the time is cut; each keeps its least and its greatest delay.",
                    schema: .whole(1...5_000)
                ),
            ],
            answers: [
                APIAnswer(status: 200, text: "Points in order of time.", schema: .named("Samples")),
                .problem(404, "No run has that name."), .problem(422, "The run holds too many samples."),
            ]
        ) { request, context in
            let wish = try SamplesWish(PathText.of("name", context), ParameterReader(request.uri.query))
            return try await dashboard.desk.read { store in try JSONAnswer.response(wish.answer(from: store)) }
        }
    }
}
