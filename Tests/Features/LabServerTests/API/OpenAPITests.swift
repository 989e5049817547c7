import Foundation
import HTTPTypes
import Hummingbird
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

@Suite("OpenAPI")
struct OpenAPITests {
    /// The checked-in copy of what is served; `GLASSLAB_RECORD=1` writes it anew.
    private static let file = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../../docs/openapi.json").standardizedFileURL

    private func served() async throws -> LabFixture.Answer {
        try await LabFixture().ask("/openapi.json")
    }

    @Test("the document in docs/ is the one that is served")
    func checkedIn() async throws {
        let text = try await served().text
        if ProcessInfo.processInfo.environment["GLASSLAB_RECORD"] == "1" {
            try Data(text.utf8).write(to: Self.file)
        }
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == text)
    }

    @Test("it tells of every address of the API that the router has, and of no other")
    func routes() async throws {
        let lab = try LabFixture()
        let paths = try await lab.ask("/openapi.json").json["paths"] as? [String: [String: Any]] ?? [:]
        let told = Set(paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } })
        let router = try LabServer.routes(of: lab.dashboard)
        let own = ["/metrics", "/healthz", "/openapi.json"]
        let known = router.routes.map { "\($0.method.rawValue) \($0.path.description)" }.filter { route in
            route.contains(" /api/") || own.contains { route.hasSuffix(" " + $0) }
        }
        #expect(told == Set(known.filter { !$0.hasPrefix("HEAD ") }))
        #expect(told.count > 10)
    }

    @Test("every schema that is named is there")
    func references() async throws {
        let answer = try await served()
        let schemas = (answer.json["components"] as? [String: Any])?["schemas"] as? [String: Any] ?? [:]
        let named = answer.text.split(separator: "#/components/schemas/").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
        #expect(Set(named).subtracting(schemas.keys) == [])
        #expect(Set(schemas.keys).subtracting(named) == [])
    }

    @Test(
        "every answer is as its schema says",
        arguments: [
            ("/api/runs", "RunList"), ("/api/runs/run", "RunDetail"), ("/api/runs/run/samples", "Samples"),
            ("/api/providers", "ProviderList"), ("/api/sweeps", "SweepList"), ("/api/live/now", "LiveSnapshot"),
            ("/api/measurements", "MeasurementList"), ("/api/session", "Session"), ("/healthz", "Health"),
            ("/api/runs/nobody", "Problem"), ("/api/nothing", "Problem"), ("/api/runs?page=0", "Problem"),
        ]
    )
    func answers(path: String, schema: String) async throws {
        let lab = try LabFixture()
        try lab.add("run", sweep: "night", seed: 1)
        _ = try lab.store.begin(LabFixture.draft("now", seed: 2), clock: ManualClock())
        let answer = try await lab.ask(path)
        let value = try JSONSerialization.jsonObject(with: Data(answer.text.utf8))
        let wrong = SchemaCheck.problems(of: value, as: .named(schema), at: schema)
        #expect(wrong == [])
    }

    @Test("a check that finds nothing wrong would be none")
    func checkFails() {
        #expect(SchemaCheck.problems(of: ["runs": []], as: .named("RunList"), at: "x").count == 4)
        #expect(SchemaCheck.problems(of: "1", as: .whole(), at: "x") == ["x is no whole number"])
        #expect(SchemaCheck.problems(of: ["a": 1], as: .object([:]), at: "x") == ["x.a is not foreseen"])
    }
}

/// Compares values with schemas.
enum SchemaCheck {
    static func problems(of value: Any, as schema: APISchema, at place: String) -> [String] {
        switch schema {
        case .anything: return []
        case .text(let choices, _):
            guard let text = value as? String else { return ["\(place) is no text"] }
            return choices.isEmpty || choices.contains(text) ? [] : ["\(place) is '\(text)'"]
        case .whole: return value as? Int != nil && !(value is String) ? [] : ["\(place) is no whole number"]
        case .number: return value as? Double != nil ? [] : ["\(place) is no number"]
        case .flag: return value as? Bool != nil ? [] : ["\(place) is neither true nor false"]
        case .list(let element):
            guard let list = value as? [Any] else { return ["\(place) is no list"] }
            return list.enumerated().flatMap { problems(of: $0.element, as: element, at: "\(place)[\($0.offset)]") }
        case .dictionary(let element):
            guard let keys = value as? [String: Any] else { return ["\(place) is no object"] }
            return keys.flatMap { problems(of: $0.value, as: element, at: "\(place).\($0.key)") }
        case .object(let keys): return problems(of: value, keys, required: Array(keys.keys), at: place)
        case .options(let keys, let required): return problems(of: value, keys, required: required, at: place)
        case .orNull(let schema): return value is NSNull ? [] : problems(of: value, as: schema, at: place)
        case .named(let name):
            guard let schema = APISchemas.all[name] else { return ["\(name) is no schema"] }
            return problems(of: value, as: schema, at: place)
        }
    }

    private static func problems(
        of value: Any,
        _ keys: [String: APISchema],
        required: [String],
        at place: String
    ) -> [String] {
        guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
        let missing = required.filter { object[$0] == nil }.sorted().map { "\(place).\($0) is missing" }
        let unknown = object.keys.filter { keys[$0] == nil }.sorted().map { "\(place).\($0) is not foreseen" }
        let wrong = keys.keys.sorted().flatMap { key -> [String] in
            guard let schema = keys[key], let value = object[key] else { return [] }
            return problems(of: value, as: schema, at: "\(place).\(key)")
        }
        return missing + unknown + wrong
    }
}
