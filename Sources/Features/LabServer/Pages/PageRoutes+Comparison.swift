import Comparing
import HTTPTypes
import Hummingbird
import NIOCore
import Reporting

extension PageRoutes {
    /// Runs beside each other: as a page, and as a file to keep.
    static func addComparison(to router: Router<LabRequestContext>, _ dashboard: Dashboard) {
        router.get("/compare") { request, context in
            let reader = try ParameterReader(request.uri.query)
            let content = try await dashboard.comparePage(reader, context.visitor)
            return try await dashboard.desk.read { _ in try page(CompareView(content)) }
        }
        router.get("/report") { request, context in
            let reader = try ParameterReader(request.uri.query)
            let format = try reader.choice("format", ReportFormat.self) ?? .html
            let choice = try RunChoice(reader)
            guard !choice.isEmpty else {
                throw LabServerError.badParameter("run", value: "", expected: "a set of runs")
            }
            let input = try await dashboard.report(of: choice).input
            return try await dashboard.desk.read { _ in file(try RunsReport.render(input, as: format), format) }
        }
    }

    /// A report as a file that the browser keeps.
    private static func file(_ text: String, _ format: ReportFormat) -> Response {
        let kinds: [ReportFormat: (type: String, ending: String)] = [
            .html: ("text/html", "html"), .json: ("application/json", "json"), .csv: ("text/csv", "csv"),
            .text: ("text/plain", "txt"), .markdown: ("text/markdown", "md"),
        ]
        let kind = kinds[format] ?? ("text/plain", "txt")
        var headers: HTTPFields = [.contentType: "\(kind.type); charset=utf-8"]
        headers[.contentDisposition] = "attachment; filename=\"glasslab-report.\(kind.ending)\""
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
