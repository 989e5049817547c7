import HTTPTypes
import Hummingbird
public import LabModel
public import Logging
public import RunStore
import StreamHTTP

/// The dashboard: pages, JSON API and live feed over one store.
public enum LabServer {
    /// Serves until the task is cancelled; measurements that were started from here are then asked to end, and stored.
    ///
    /// - Parameters:
    ///   - settings: where it listens, who may use it.
    ///   - store: the runs, open to read; measurements write the same file by themselves.
    ///   - clock: the time.
    ///   - logger: gets what goes wrong; never tokens or secrets.
    ///   - onListening: called once with the port when requests are answered.
    /// - Throws: ``LabServerError`` where others could use it without a token, or what keeps it from listening.
    public static func run(
        _ settings: LabServerSettings,
        store: RunStore,
        clock: any LabClock,
        logger: Logger = Logger(label: "glasslab"),
        onListening: @escaping @Sendable (Int) async -> Void
    ) async throws {
        let token = try settings.tokenFile.map { path throws(LabServerError) in try TokenFile.read(path) }
        guard settings.isLoopback || token != nil else {
            throw LabServerError.openToOthers(host: settings.host)
        }
        let gatekeeper = Gatekeeper(token: token, clock: clock, random: { randomBytes() })
        let dashboard = try Dashboard(settings, store: store, gatekeeper: gatekeeper, clock: clock, logger: logger)
        let server = StreamServer(settings: serverSettings(settings), logger: logger)
        let failure = await serve(try routes(of: dashboard), by: server, dashboard.feed, onListening)
        await dashboard.measurements.close()
        if let failure {
            throw failure
        }
    }

    /// Serves, and feeds live views as long.
    /// - Returns: what kept it from serving; nil once it was asked to end.
    private static func serve(
        _ router: Router<LabRequestContext>,
        by server: StreamServer,
        _ feed: LiveFeed,
        _ onListening: @escaping @Sendable (Int) async -> Void
    ) async -> StreamHTTPError? {
        async let _: Void = feed.run()
        do throws(StreamHTTPError) {
            try await server.run(router, onListening: onListening)
            return nil
        } catch {
            return error
        }
    }

    /// Everything that is served.
    static func routes(of dashboard: Dashboard) throws -> Router<LabRequestContext> {
        var routes = APIRoutes.all(dashboard)
        routes.append(try ServerRoutes.document(routes))
        let router = Router(context: LabRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: SafeHeaders())
        // Who is refused learns nothing of what is here; whoever may see it finds the way on from what failed, too.
        router.add(middleware: ErrorAnswers(routes: routes) { _ in dashboard.frame(.stranger) })
        router.add(
            middleware: AccessCheck(
                gatekeeper: dashboard.gatekeeper,
                hosts: HostRule(dashboard.settings, needsToken: dashboard.gatekeeper.needsToken)
            )
        )
        router.add(middleware: ErrorAnswers(routes: routes) { await dashboard.problemFrame($0) })
        router.add(middleware: ChangeCheck(gatekeeper: dashboard.gatekeeper))
        APIRoutes.add(routes, to: router)
        SignInRoutes.add(to: router, dashboard.gatekeeper)
        PageRoutes.add(to: router, dashboard)
        return router
    }

    private static func serverSettings(_ settings: LabServerSettings) -> StreamServerSettings {
        StreamServerSettings(
            host: settings.host,
            port: settings.port,
            connections: settings.connections,
            requestTimeout: settings.requestTimeout,
            unreadLimit: settings.unreadLimit,
            headBytes: ByteCount(32 << 10),
            yields: true
        )
    }

    private static func randomBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
