public import Hummingbird
internal import HummingbirdCore
internal import LabModel
public import Logging
internal import NIOCore
internal import NIOPosix

#if canImport(Glibc)
internal import Glibc
#endif

/// The HTTP server of live streams and of the small answers beside them.
public struct StreamServer: Sendable {
    private let settings: StreamServerSettings
    private let logger: Logger

    /// Makes a server.
    /// - Parameters:
    ///   - settings: where it listens and what it puts up with.
    ///   - logger: gets one line at the start and one for each viewer that is cut off.
    public init(settings: StreamServerSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
    }

    /// A router whose responses are uncacheable and whose errors are JSON.
    public static func router() -> Router<StreamRequestContext> {
        let router = Router(context: StreamRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Uncacheable())
        router.add(middleware: ErrorsAsJSON())
        return router
    }

    /// Serves until the task is cancelled or its service group shuts down.
    /// - Parameters:
    ///   - router: what is served.
    ///   - onListening: called once connections are accepted, with the port.
    /// - Throws: ``StreamHTTPError`` when the address cannot be listened at or serving fails.
    public func run(
        _ router: Router<StreamRequestContext>,
        onListening: @escaping @Sendable (Int) async -> Void
    ) async throws(StreamHTTPError) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: settings.threads)
        let application = Application(
            router: router,
            server: .http1(configuration: httpConfiguration),
            configuration: applicationConfiguration,
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? settings.port) },
            eventLoopGroupProvider: .shared(group),
            logger: quietLogger
        )
        var failure: StreamHTTPError?
        do {
            try await application.run()
        } catch is CancellationError {
            failure = nil
        } catch {
            failure = explained(error)
        }
        // A group that does not end holds threads, nothing else; there is nobody left to tell.
        try? await group.shutdownGracefully()
        if let failure {
            throw failure
        }
    }

    private var httpConfiguration: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: .nanoseconds(settings.requestTimeout.nanoseconds),
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
        logger.logLevel = max(logger.logLevel, .info)
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
