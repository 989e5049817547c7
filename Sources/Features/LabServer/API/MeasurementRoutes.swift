import Foundation
import HTTPTypes
import Hummingbird
import LabModel
import NIOCore

/// `/api/measurements`: started here, one process each.
enum MeasurementRoutes {
    static func all(_ dashboard: Dashboard) -> [APIRoute] {
        [list(dashboard), start(dashboard), one(dashboard), stop(dashboard)]
    }

    private static let number = APIParameter(
        name: "number",
        place: .path,
        text: "Its number since the server started.",
        schema: .whole(1...1_000_000_000)
    )

    private static let missing = APIAnswer.problem(404, "No measurement of that number was started here.")

    private static func list(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/measurements",
            summary: "Measurements that were started here, the newest first.",
            answers: [APIAnswer(status: 200, text: "The last ones.", schema: .named("MeasurementList"))]
        ) { _, _ in
            try JSONAnswer.response(["measurements": dashboard.measurements.all])
        }
    }

    private static func start(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .post,
            path: "/api/measurements",
            summary: "Starts a measurement on this machine, as `start-task-and-client` does it.",
            body: .named("MeasurementOrder"),
            answers: [
                APIAnswer(status: 201, text: "It runs.", schema: .named("Measurement")),
                .problem(409, "As many run as may."), .problem(413, "The body is too long."),
                .problem(415, "The body is no JSON."),
            ]
        ) { request, _ in
            let measurement = try dashboard.measurements.start(try await order(request))
            var response = try JSONAnswer.response(measurement, status: .created)
            response.headers[.location] = "/api/measurements/\(measurement.number)"
            return response
        }
    }

    private static func one(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .get,
            path: "/api/measurements/{number}",
            summary: "How a measurement stands.",
            parameters: [number],
            answers: [APIAnswer(status: 200, text: "The measurement.", schema: .named("Measurement")), missing]
        ) { _, context in
            try JSONAnswer.response(dashboard.measurements.measurement(try number(context)))
        }
    }

    private static func stop(_ dashboard: Dashboard) -> APIRoute {
        APIRoute(
            method: .delete,
            path: "/api/measurements/{number}",
            summary: "Asks a measurement to end: it stores what it has. Asked again, it ends at once.",
            parameters: [number],
            answers: [
                APIAnswer(status: 202, text: "It ends soon, or has ended.", schema: .named("Measurement")), missing,
                .problem(413, "The body is too long."),
            ]
        ) { _, context in
            try JSONAnswer.response(dashboard.measurements.stop(try number(context)), status: .accepted)
        }
    }

    private static func number(_ context: LabRequestContext) throws(LabServerError) -> Int {
        let text = try PathText.of("number", context)
        guard let number = Int(text), number > 0 else {
            throw .badParameter("number", value: String(text.prefix(60)), expected: "a whole number above 0")
        }
        return number
    }

    private static func order(_ request: Request) async throws -> MeasurementOrder {
        guard request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true else {
            throw LabServerError.wrongType(expected: "application/json")
        }
        let body = try await request.body.collect(upTo: ChangeCheck.bodyLimit)
        return try MeasurementOrder(json: Data(body.readableBytesView))
    }
}
