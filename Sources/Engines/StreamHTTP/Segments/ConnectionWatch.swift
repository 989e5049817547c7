internal import LabModel
internal import NIOCore

/// Notices that the client of a waiting request is gone, or that it waited long enough; one a connection, from its start,
/// so that no close is missed.
///
/// A client that closes only its own direction counts as gone: on the wire the two cannot be told apart.
final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private var onEnd: (@Sendable (WaitingEnd) -> Void)?
    private var timer: Scheduled<Void>?
    private var isClosed = false

    /// Begins to watch for a request.
    /// - Parameters:
    ///   - channel: its connection; HTTP/1.1 has one request at a time.
    ///   - patience: how long it may wait.
    ///   - onEnd: called on the event loop, at most once.
    static func begin(
        on channel: any Channel,
        patience: Latency,
        onEnd: @escaping @Sendable (WaitingEnd) -> Void
    ) {
        channel.eventLoop.execute {
            guard let watch = watch(on: channel), !watch.isClosed else { return onEnd(.gone) }
            watch.onEnd = onEnd
            watch.timer = channel.eventLoop.scheduleTask(in: .nanoseconds(patience.nanoseconds)) {
                onEnd(.late)
            }
        }
    }

    /// The request waits no longer.
    static func end(on channel: any Channel) {
        channel.eventLoop.execute {
            watch(on: channel)?.stop()
        }
    }

    private static func watch(on channel: any Channel) -> ConnectionWatch? {
        try? channel.pipeline.syncOperations.handler(type: Self.self)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case ChannelEvent.inputClosed? = event as? ChannelEvent {
            end()
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func end() {
        isClosed = true
        let onEnd = onEnd
        stop()
        onEnd?(.gone)
    }

    private func stop() {
        timer?.cancel()
        timer = nil
        onEnd = nil
    }
}
