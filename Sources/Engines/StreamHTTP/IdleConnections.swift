internal import LabModel
internal import NIOCore
internal import NIOHTTP1

/// Ends a connection on which nobody asks for anything: after its beginning, and after each answer.
///
/// An answer is over when its last byte is with the system. A client that reads a long one slowly is not idle, also where
/// all of it was handed on at once and waits in memory: who counts from then on cuts it off in the middle.
final class IdleConnections: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limit: TimeAmount
    private var timer: Scheduled<Void>?
    private var idleSince = NIODeadline.now()
    /// Requests whose answers have not been sent to their end.
    private var unanswered = 0
    private var isOver = false

    init(limit: Latency) {
        self.limit = .nanoseconds(limit.nanoseconds)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        begin(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        idleSince = .now()
        if case .head = unwrapInboundIn(data) {
            unanswered += 1
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        let sent = promise ?? context.eventLoop.makePromise(of: Void.self)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        sent.futureResult.whenComplete { _ in
            let (handler, context) = bound.value
            handler.unanswered -= 1
            handler.begin(context)
        }
        context.write(data, promise: sent)
    }

    /// Counts from now on; most connections have a timer already, which looks again once it is due.
    private func begin(_ context: ChannelHandlerContext) {
        idleSince = .now()
        if timer == nil {
            look(in: limit, context)
        }
    }

    private func look(in time: TimeAmount, _ context: ChannelHandlerContext) {
        guard !isOver else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) {
            let (handler, context) = bound.value
            handler.look(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        timer = nil
        // The end of the last answer begins anew; bodies have a limit of their own.
        guard unanswered == 0 else { return }
        let rest = idleSince + limit - .now()
        if rest > .zero {
            look(in: rest, context)
        } else {
            context.close(promise: nil)
        }
    }

    private func stop() {
        isOver = true
        timer?.cancel()
        timer = nil
    }
}
