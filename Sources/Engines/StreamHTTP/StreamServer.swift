public import Hummingbird
internal import HummingbirdCore
internal import LabModel
public import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle

#if canImport(Glibc)
internal import Glibc
#endif

/// The HTTP server of live streams and of the small answers beside them.
public struct StreamServer: Sendable {
    /// Few, so that a piece wakes few threads; kept for the life of the process, because wakers may still use them.
    private static let eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: 2)
    private static let yielding = YieldingLoop()

    private let settings: StreamServerSettings
    private let logger: Logger

    /// Makes a server.
    /// - Parameters:
    ///   - settings: where it listens and what it puts up with.
    ///   - logger: gets one line for each viewer that is cut off.
    public init(settings: StreamServerSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// A router whose responses are uncacheable unless they say otherwise, may be read by any page, and whose errors are JSON.
    public static func router() -> Router<StreamRequestContext> {
        let router = Router(context: StreamRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Uncacheable())
        router.add(middleware: OpenToPages())
        router.add(middleware: ErrorsAsJSON())
        return router
    }

    /// Serves until the task is cancelled or its service group shuts down.
    /// - Parameters:
    ///   - router: what is served.
    ///   - onListening: called once connections are accepted, with the port.
    /// - Throws: ``StreamHTTPError`` when the address cannot be listened at or serving fails.
    public func run<Context: RequestContext>(
        _ router: Router<Context>,
        onListening: @escaping @Sendable (Int) async -> Void
    ) async throws(StreamHTTPError) where Context.Source == ApplicationRequestContextSource {
        let application = Application(
            router: router,
            server: .http1(configuration: httpConfiguration),
            configuration: applicationConfiguration,
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            eventLoopGroupProvider: .shared(settings.yields ? Self.yielding.group : Self.eventLoops),
            logger: quietLogger
        )
        var failure: StreamHTTPError?
        do {
            try await runToGracefulEnd(application)
        } catch is CancellationError {
            failure = nil
        } catch {
            failure = explained(error)
        }
        if let failure {
            throw failure
        }
    }

    /// Ends on cancellation as on a shutdown: open requests are answered, live streams are for their owner to finish.
    private func runToGracefulEnd(_ application: some Service) async throws {
        var configuration = ServiceGroupConfiguration(services: [application], logger: quietLogger)
        configuration.maximumGracefulShutdownDuration = .seconds(2)
        let services = ServiceGroup(configuration: configuration)
        // Not a child task: cancelling it would tear connections instead of ending them.
        let serving = Task(executorPreference: settings.yields ? Self.yielding : nil) { try await services.run() }
        try await withTaskCancellationHandler {
            try await serving.value
        } onCancel: {
            Task { await services.triggerGracefulShutdown() }
        }
    }

    private var httpConfiguration: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [SlowClients.Place(settings), ConnectionWatch()],
            // Its own would cut off answers that wait to be read.
            idleTimeout: nil,
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: settings.headBytes.bytes,
                maxHeaderListSize: settings.headBytes.bytes,
                maxHeaderFieldCount: 100
            )
        )
    }

    private var applicationConfiguration: ApplicationConfiguration {
        ApplicationConfiguration(
            address: .hostname(settings.host, port: settings.port),
            serverName: "glasslab",
            backlog: 1_024,
            availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)
        )
    }

    /// Hummingbird's and the service group's own chatter stays out, their warnings do not.
    private var quietLogger: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private func explained(_ error: any Error) -> StreamHTTPError {
        let (host, port) = (settings.host, settings.port)
        guard let error = error as? IOError else {
            return error is SocketAddressError
                ? .badAddress(host: host, port: port, reason: "\(error)")
                : .cannotServe(host: host, port: port, reason: "\(error)")
        }
        switch error.errnoCode {
        case EADDRINUSE:
            return .portInUse(host: host, port: port)
        case EACCES:
            return .portForbidden(host: host, port: port)
        default:
            return .badAddress(host: host, port: port, reason: "\(error)")
        }
    }
}
