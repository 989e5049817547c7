import Foundation
import HTTPTypes

/// `/openapi.json`: what the routes say of themselves, as OpenAPI 3.1.
enum OpenAPIDocument {
    /// The document with a line end, the same for the same routes.
    /// - Throws: `EncodingError`, though nothing in it can be refused.
    static func render(_ routes: [APIRoute]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document(routes)), as: UTF8.self) + "\n"
    }

    private static func document(_ routes: [APIRoute]) -> APIJSON {
        let paths = Dictionary(grouping: routes, by: \.path).mapValues { routes in
            APIJSON.object(
                Dictionary(routes.map { ($0.method.rawValue.lowercased(), operation($0)) }) { first, _ in first }
            )
        }
        return .object([
            "openapi": .text("3.1.0"),
            "info": .object([
                "title": .text("Glasslab"), "version": .text("1"),
                "summary": .text("Runs of a live-stream latency lab, what is measured now, and measurements to start."),
                "license": .object(["name": .text("See LICENSE")]),
            ]),
            "servers": .list([.object(["url": .text("/")])]),
            "security": .list([.object([:]), .object(["token": .list([])])]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(APISchemas.all.mapValues(\.json)),
                "securitySchemes": .object([
                    "token": .object(["type": .text("http"), "scheme": .text("bearer")])
                ]),
            ]),
        ])
    }

    private static func operation(_ route: APIRoute) -> APIJSON {
        var keys: [String: APIJSON] = [
            "summary": .text(route.summary),
            "operationId": .text(name(of: route)),
            "responses": .object(answers(of: route)),
        ]
        let parameters = route.parameters.map(parameter) + (changes(route) ? [pageToken] : [])
        keys["parameters"] = parameters.isEmpty ? nil : .list(parameters)
        keys["requestBody"] = route.body.map { schema in
            .object(["required": .flag(true), "content": content("application/json", schema)])
        }
        return .object(keys)
    }

    private static func answers(of route: APIRoute) -> [String: APIJSON] {
        let given = Set(route.answers.map(\.status))
        let own = changes(route) ? [APIAnswer.problem(403, "The page's own token is missing or wrong.")] : []
        let all = route.answers + (own + APIAnswer.always).filter { !given.contains($0.status) }
        return Dictionary(
            all.map { answer in
                let keys = [
                    "description": APIJSON.text(answer.text), "content": content(answer.contentType, answer.schema),
                ]
                return (String(answer.status), .object(keys))
            }
        ) { first, _ in first }
    }

    private static func content(_ type: String, _ schema: APISchema) -> APIJSON {
        .object([type: .object(["schema": schema.json])])
    }

    private static func parameter(_ parameter: APIParameter) -> APIJSON {
        var keys: [String: APIJSON] = [
            "name": .text(parameter.name), "in": .text(parameter.place.rawValue), "description": .text(parameter.text),
            "required": .flag(parameter.isRequired || parameter.place == .path), "schema": parameter.schema.json,
        ]
        if case .list = parameter.schema {
            (keys["style"], keys["explode"]) = (.text("form"), .flag(true))
        }
        return .object(keys)
    }

    /// Needed unless the request carries the server's token itself.
    private static let pageToken = APIJSON.object([
        "name": .text("X-CSRF-Token"), "in": .text("header"), "required": .flag(false),
        "description": .text("What /api/session tells as csrf_token; not needed beside Authorization: Bearer."),
        "schema": APISchema.text().json,
    ])

    private static func changes(_ route: APIRoute) -> Bool {
        ![.get, .head].contains(route.method)
    }

    /// Such as `getApiRunsName`.
    private static func name(of route: APIRoute) -> String {
        let words = route.path.split { !$0.isLetter && !$0.isNumber }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return route.method.rawValue.lowercased() + words.joined()
    }
}
