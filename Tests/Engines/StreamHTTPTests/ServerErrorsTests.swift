import Hummingbird
import LabModel
import LabTesting
import Logging
import StreamHTTP
import Testing

@Suite("Errors of requests", .realTime, .timeLimit(.minutes(60)))
struct ServerErrorsTests {
    private struct Planted: LabError {
        var what: String { "the planted thing broke" }
        var place: String? { "/secret/place" }
        var remedy: String? { "Plant another one." }
    }

    private struct Unknown: Error, CustomStringConvertible {
        var description: String { "internals that nobody needs to see" }
    }

    /// Serves paths that fail in one way each, and asks for one of them.
    private static func answer(to path: String) async throws -> RawClient.Received {
        let router = StreamServer.router()
        router.get("/lab") { _, _ -> Response in throw Planted() }
        router.get("/http") { _, _ -> Response in throw HTTPError(.badRequest, message: "no such frame") }
        router.get("/bare") { _, _ -> Response in throw HTTPError(.conflict) }
        router.get("/unknown") { _, _ -> Response in throw Unknown() }
        router.get("/kept") { _, _ in Response(status: .ok, headers: [.cacheControl: "max-age=9"]) }
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let server = StreamServer(settings: StreamServerSettings(port: 0), logger: logger)
        let serving = Task {
            defer { port.finish() }
            try await server.run(router) { port.yield($0) }
        }
        var numbers = ports.makeAsyncIterator()
        let number = try #require(await numbers.next())
        let client = RawClient(port: number)
        client.get(path, headers: "Connection: close\r\n")
        let answer = await client.read()
        client.close()
        serving.cancel()
        try await serving.value
        return answer
    }

    @Test(
        "what a request throws is told as JSON with a fitting status, and never the program's own words",
        arguments: [
            ("/lab", 500, #"{"remedy":"Plant another one.","what":"the planted thing broke"}"#),
            ("/http", 400, #"{"what":"no such frame"}"#),
            ("/bare", 409, #"{"what":"Conflict"}"#),
            ("/unknown", 500, #"{"remedy":"See its log.","what":"the server failed"}"#),
            (
                "/a?key=s3cret", 404,
                #"{"remedy":"Open / for a list of what is served here.","what":"there is nothing at /a"}"#
            ),
        ]
    )
    func errors(path: String, status: Int, body: String) async throws {
        let answer = try await Self.answer(to: path)
        #expect(answer.status == status)
        #expect(answer.bodyText == body)
        #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
        #expect(answer.header("Access-Control-Allow-Origin") == "*")
        #expect(answer.header("Cache-Control") == "no-cache, no-store, must-revalidate")
        #expect(answer.header("Expires") == "0" && answer.header("Pragma") == "no-cache")
    }

    @Test("a response that says how long it holds keeps its word")
    func kept() async throws {
        let answer = try await Self.answer(to: "/kept")
        #expect(answer.status == 200 && answer.header("Cache-Control") == "max-age=9")
        #expect(answer.header("Pragma") == nil && answer.header("Access-Control-Allow-Origin") == "*")
    }
}
