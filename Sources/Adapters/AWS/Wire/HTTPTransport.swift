import AsyncHTTPClient
import Glibc
import LabModel
import NIOCore
import NIOHTTP1
import NIOPosix

/// Sends requests over HTTP/1.1 and HTTP/2, with connections that are used again; follows no redirects.
final class HTTPTransport: AWSTransport {
    private let client: HTTPClient

    init(connectTime: Latency = .seconds(5), idleTime: Latency = .seconds(30)) {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .nanoseconds(connectTime.nanoseconds)
        configuration.timeout.read = .nanoseconds(idleTime.nanoseconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton),
            configuration: configuration
        )
    }

    deinit {
        // A client that is not told to end stops the program where it was built for debugging. What ends twice says so,
        // and nobody is left to hear it.
        client.shutdown { _ in }
    }

    func send(
        _ call: AWSCall,
        limits: TransportLimits,
        sink: (any BodySink)?
    ) async throws(TransportError) -> AWSAnswer {
        var request = HTTPClientRequest(url: call.url)
        request.method = HTTPMethod(rawValue: call.method)
        for header in call.headers {
            request.headers.add(name: header.name, value: header.value)
        }
        request.headers.add(name: "user-agent", value: "glasslab")
        if !call.body.isEmpty || call.method == "PUT" || call.method == "POST" {
            request.body = .bytes(ByteBuffer(bytes: call.body))
        }
        do {
            // What goes to a sink has no end in sight: its pauses are limited, not its length.
            let limit = sink == nil ? limits.time : .seconds(86_400)
            let response = try await client.execute(request, deadline: .now() + .nanoseconds(limit.nanoseconds))
            return try await Self.answer(response, limits: limits, sink: sink)
        } catch {
            throw Self.judged(error, limits)
        }
    }

    func shutDown() async {
        // What a connection says on its way out is of no use to anybody.
        try? await client.shutdown()
    }

    private static func answer(
        _ response: HTTPClientResponse,
        limits: TransportLimits,
        sink: (any BodySink)?
    ) async throws -> AWSAnswer {
        let fields = response.headers.map { AWSCall.Field($0.name.lowercased(), $0.value) }
        var answer = AWSAnswer(status: Int(response.status.code), headers: fields, body: [])
        let taker = (200..<300).contains(answer.status) ? sink : nil
        try await taker?.begin(answer)
        for try await piece in response.body {
            if let taker {
                try await taker.take(Array(piece.readableBytesView))
            } else {
                guard answer.body.count + piece.readableBytes <= limits.body.bytes else {
                    throw TransportError.tooLong(limit: limits.body)
                }
                answer.body += piece.readableBytesView
            }
        }
        return answer
    }

    private static func judged(_ error: any Error, _ limits: TransportLimits) -> TransportError {
        switch error {
        case let error as TransportError: error
        case let error as AWSError: .sink(error)
        case is CancellationError: .cancelled
        case let error as HTTPClientError: judged(error, limits)
        case let error as NIOConnectionError: .unreachable(reason: text(of: error))
        case let error as IOError: .unreachable(reason: text(of: error))
        case is ChannelError: .unreachable(reason: "the connection was closed")
        default: .unreachable(reason: "\(error)")
        }
    }

    private static func judged(_ error: HTTPClientError, _ limits: TransportLimits) -> TransportError {
        switch error {
        case .cancelled: .cancelled
        case .alreadyShutdown: .closed
        case .connectTimeout: .unreachable(reason: "nobody answered in time")
        case .deadlineExceeded, .readTimeout, .writeTimeout: .timedOut(limit: limits.time)
        case .remoteConnectionClosed: .unreachable(reason: "the server closed the connection")
        default: .unreachable(reason: "\(error)")
        }
    }

    private static func text(of error: NIOConnectionError) -> String {
        let first = error.connectionErrors.first?.error
        return first.map { ($0 as? IOError).map(text) ?? "\($0)" } ?? "its name leads nowhere"
    }

    private static func text(of error: IOError) -> String {
        String(cString: strerror(error.errnoCode))
    }
}
