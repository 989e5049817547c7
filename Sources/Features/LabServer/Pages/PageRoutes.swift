import HTTPTypes
import Hummingbird
import NIOCore

/// The pages that people see.
enum PageRoutes {
    /// Adds every page, stylesheet and script.
    static func add(to router: Router<LabRequestContext>, _ dashboard: Dashboard) {
        addAssets(to: router)
        router.get("/") { request, context in
            let query = try RunQuery(ParameterReader(request.uri.query))
            let content = try await dashboard.runsPage(query, context.visitor)
            return try await dashboard.desk.read { _ in try page(RunsView(content)) }
        }
        router.get("/live") { _, context in
            try page(LiveView(try await dashboard.livePage(context.visitor)))
        }
        router.get("/runs/{name}") { _, context in
            let name = try PathText.of("name", context)
            let content = try await dashboard.runPage(name, context.visitor)
            // Drawing takes long: it holds up those who read the store, never the network.
            return try await dashboard.desk.read { _ in try page(RunView(content)) }
        }
        router.get("/providers") { _, context in
            try page(ProvidersView(try await dashboard.providersPage(context.visitor)))
        }
        router.get("/login") { request, context in
            let reader = try ParameterReader(request.uri.query)
            var content = DashboardData.LoginPage(frame: dashboard.frame(context.visitor))
            content.hasFailed = try reader.flag("failed") ?? false
            content.next = SignInRoutes.safe(try? reader.text("next", upTo: 2_000))
            return try page(LoginView(content))
        }
        addComparison(to: router, dashboard)
        addMeasuring(to: router, dashboard)
    }

    private static func addAssets(to router: Router<LabRequestContext>) {
        for asset in PageAsset.allCases {
            let body = ByteBuffer(string: asset.text)
            router.get(RouterPath(asset.address)) { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: asset.contentType, .cacheControl: "max-age=60"],
                    body: ResponseBody(byteBuffer: body)
                )
            }
        }
    }

    /// A page drawn.
    static func page(_ view: some PageView, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try PageTemplates.render(view)))
        )
    }
}

extension PageRoutes {
    /// The page that tells of a failed request.
    static func problem(_ content: DashboardData.ProblemPage) -> Response {
        let status = HTTPResponse.Status(code: content.status)
        // Whatever is wrong with the templates, the answer still says that the request failed.
        return (try? page(ProblemView(content), status: status))
            ?? Response(status: status, headers: [.contentType: "text/plain; charset=utf-8"])
    }
}
