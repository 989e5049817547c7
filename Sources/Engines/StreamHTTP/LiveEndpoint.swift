public import Fanout
internal import HTTPTypes
public import Hummingbird
public import LabModel
internal import Logging
internal import NIOCore
internal import Synchronization

/// Serves one live stream to many viewers at one address.
///
/// Hummingbird routes the request; from then on the connection belongs to the stream: head and media are written to it
/// directly, without framing, until the viewer leaves, is cut off (a reset) or the stream ends (a normal close).
public final class LiveEndpoint: Sendable {
    private typealias BoundLane = NIOLoopBound<ViewerLane>

    private let broadcaster: Broadcaster
    private let contentType: String
    private let clock: any LabClock
    private let lanes = Mutex<[ObjectIdentifier: BoundLane]>([:])

    /// Makes an endpoint.
    /// - Parameters:
    ///   - broadcaster: where the pieces come from; its limits say when viewers are refused or cut off.
    ///   - contentType: the media type, such as `video/mp2t`.
    ///   - clock: the clock of the pieces' instants.
    public init(broadcaster: Broadcaster, contentType: String, clock: any LabClock) {
        self.broadcaster = broadcaster
        self.contentType = contentType
        self.clock = clock
    }

    /// Serves a request to its end.
    /// - Returns: for `HEAD` the headers; 503 with `Retry-After` when there are too many viewers; else, once the
    ///   connection is closed, a response that goes nowhere.
    /// - Throws: NIO's error when the connection is gone before it could be taken over.
    public func respond(to request: Request, context: StreamRequestContext) async throws -> Response {
        if request.method == .head {
            return Response(status: .ok, headers: [.contentType: contentType])
        }
        let channel = context.channel
        let logger = context.logger
        let isServed = try await channel.eventLoop.submit {
            let lane = self.lane(of: channel.eventLoop)
            guard let viewer = lane.makeViewer() else { return false }
            try Self.prepare(channel)
            let handler = ViewerHandler(lane: lane, viewer: viewer, head: self.head(), logger: logger)
            try channel.pipeline.syncOperations.addHandler(handler, position: .first)
            return true
        }.get()
        guard isServed else { return tooMany() }
        try await channel.closeFuture.get()
        return Response(status: .ok)
    }

    /// The lane of an event loop, made at its first viewer; called on that loop only.
    private func lane(of eventLoop: any EventLoop) -> ViewerLane {
        let key = ObjectIdentifier(eventLoop)
        if let lane = lanes.withLock({ $0[key] }) {
            return lane.value
        }
        let lane = NIOLoopBound(ViewerLane(broadcaster: broadcaster, clock: clock), eventLoop: eventLoop)
        lanes.withLock { $0[key] = lane }
        let waker = Waker { waker in
            eventLoop.execute {
                waker.begin()
                lane.value.walk()
            }
        }
        broadcaster.add(waker)
        return lane.value
    }

    /// Keeps little of the stream in the kernel, where a viewer that reads nothing would go unnoticed.
    private static func prepare(_ channel: any Channel) throws {
        guard let options = channel.syncOptions else { return }
        try options.setOption(.socketOption(.so_sndbuf), value: 128 << 10)
        try options.setOption(.tcpOption(.tcp_nodelay), value: 1)
        #if os(Linux)
        // TCP_NOTSENT_LOWAT: what the peer's window has no room for stays in the queue, which counts it.
        try options.setOption(.tcpOption(NIOBSDSocket.Option(rawValue: 25)), value: 16 << 10)
        #endif
        try options.setOption(.writeBufferWaterMark, value: .init(low: 4 << 10, high: 16 << 10))
    }

    private func head() -> ByteBuffer {
        var lines = [
            "HTTP/1.1 200 OK", "Content-Type: \(contentType)", "Connection: close", "Access-Control-Allow-Origin: *",
        ]
        lines += UncacheableHeaders.fields.map { "\($0.name.rawName): \($0.value)" }
        return ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
    }

    private func tooMany() -> Response {
        var response = ErrorAnswer.response(
            .serviceUnavailable,
            what: "there are \(broadcaster.limits.viewers) viewers already",
            remedy: "Try again in a few seconds."
        )
        response.headers[.retryAfter] = "5"
        return response
    }
}
