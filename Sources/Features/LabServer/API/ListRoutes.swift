import Estimation
import Foundation
import Hummingbird
import LabModel
import RunStore

/// `/api/providers` and `/api/sweeps`.
enum ListRoutes {
    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        [providers(dashboard), sweeps(dashboard)]
    }

    private static func providers(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/providers",
            summary: "Providers that are stored or can be measured, each with medians over its complete runs.",
            answers: [APIAnswer(status: 200, text: "All of them, by name.", schema: .named("ProviderList"))]
        ) { request, _ in
            try await dashboard.answers.answer(to: request, of: dashboard.index) { content in
                let rows = ProviderRows.rows(of: content, known: dashboard.settings.providers)
                return try JSONAnswer.bytes(["providers": rows.map(ProviderAnswer.init)])
            }
        }
    }

    private static func sweeps(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/sweeps",
            summary: "The sweeps that stored runs are of.",
            answers: [APIAnswer(status: 200, text: "All of them, by name.", schema: .named("SweepList"))]
        ) { request, _ in
            try await dashboard.answers.answer(to: request, of: dashboard.index) { content in
                try JSONAnswer.bytes(["sweeps": SweepAnswer.all(of: content)])
            }
        }
    }
}

/// One provider, as JSON has it.
private struct ProviderAnswer: Encodable {
    var name: String
    @OrNull var definition: Provider?
    var runs: Int
    var complete: Int
    @OrNull var newest: String?
    @OrNull var newestName: String?
    @OrNull var frameDelayP50Ms: Double?
    @OrNull var signalDelayP95Ms: Double?
    var isSignalDelayLowerBound: Bool
    @OrNull var operatingDelayMs: Double?
    var isOperatingDelayLowerBound: Bool

    init(_ row: DashboardData.ProviderRow) {
        name = row.name
        definition = row.definition
        runs = row.runs
        complete = row.complete
        newest = row.newest?.iso8601
        newestName = row.newestName
        frameDelayP50Ms = row.frameDelayP50Ms
        signalDelayP95Ms = row.signalDelayP95?.milliseconds
        isSignalDelayLowerBound = row.signalDelayP95?.isLowerBound ?? false
        operatingDelayMs = row.operatingDelay?.milliseconds
        isOperatingDelayLowerBound = row.operatingDelay?.isLowerBound ?? false
    }
}

/// One sweep, as JSON has it.
private struct SweepAnswer: Encodable {
    var name: String
    var runs = 0
    var complete = 0
    /// When its newest run began.
    var newest = ""

    static func all(of content: RunIndex.Content) -> [SweepAnswer] {
        var sweeps: [String: SweepAnswer] = [:]
        for run in content.runs {
            guard let name = content.sweeps[run.uuid] else { continue }
            var sweep = sweeps[name] ?? SweepAnswer(name: name, newest: run.startedAt.iso8601)
            sweep.runs += 1
            sweep.complete += run.state == .complete ? 1 : 0
            sweeps[name] = sweep
        }
        return sweeps.values.sorted { $0.name < $1.name }
    }
}
