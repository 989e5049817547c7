internal import LabModel
internal import NIOCore
internal import NIOHTTP1

#if canImport(Glibc)
internal import Glibc
#endif

/// Ends a connection whose client holds it up: a body that does not come to its end, an answer that nobody reads.
///
/// How long a head may take is for ``IdleConnections``.
final class SlowClients: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Puts one, and the limit of idle connections, where whole parts of requests pass, as soon as it is added somewhere
    /// behind that place.
    final class Place: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = NIOAny

        private let settings: StreamServerSettings

        init(_ settings: StreamServerSettings) {
            self.settings = settings
        }

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                try pipeline.addHandler(SlowClients(settings), position: .after(decoder))
                // A little later than the end of a body's time, so that the client is told instead of being cut off.
                let idle = IdleConnections(limit: settings.requestTimeout + .milliseconds(100))
                try pipeline.addHandler(idle, position: .after(decoder))
            } catch {
                // Without it nothing limits the client: better no connection.
                context.close(promise: nil)
            }
        }
    }

    private let settings: StreamServerSettings
    private var timer: Scheduled<Void>?
    private var isBodyOpen = false
    /// Requests whose head came, responses whose head and whose end were written.
    private var (asked, begun, ended) = (0, 0, 0)

    private init(_ settings: StreamServerSettings) {
        self.settings = settings
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guard let limit = settings.unreadLimit else { return }
        // The kernel knows best what the client took: it ends the connection when nothing is taken for so long, or when
        // its window stays shut.
        let milliseconds = Int(CInt(clamping: limit.nanoseconds / 1_000_000))
        context.channel.setOption(.tcpOption(NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT)), value: milliseconds)
            .whenFailure { [channel = context.channel] _ in channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            asked += 1
            isBodyOpen = true
        case .body: break
        case .end:
            isBodyOpen = false
            stop()
        }
        context.fireChannelRead(data)
    }

    /// Most requests are whole by now, and need no timer.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isBodyOpen, timer == nil {
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            timer = context.eventLoop.scheduleTask(in: .nanoseconds(settings.requestTimeout.nanoseconds)) {
                let (handler, context) = bound.value
                handler.refuse(context)
            }
        }
        context.fireChannelReadComplete()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head): begun += head.status.code < 200 ? 0 : 1
        case .body: break
        case .end: ended += 1
        }
        context.write(data, promise: promise)
    }

    private func refuse(_ context: ChannelHandlerContext) {
        // Nothing may stand within another answer, nor a second one after the first.
        if begun == ended, asked == begun + 1 {
            let headers: HTTPHeaders = ["Connection": "close", "Content-Length": "0"]
            let head = HTTPResponseHead(version: .http1_1, status: .requestTimeout, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
        context.close(promise: nil)
    }

    private func stop() {
        timer?.cancel()
        timer = nil
    }
}
