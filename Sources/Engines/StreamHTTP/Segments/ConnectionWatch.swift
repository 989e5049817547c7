internal import LabModel
internal import NIOCore

/// Notices that the client of a waiting request is gone, or that it waited long enough; one a connection, made when its
/// first request waits.
///
/// A client that closes only its own direction counts as gone: on the wire the two cannot be told apart.
final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private var onEnd: (@Sendable (WaitingEnd) -> Void)?
    private var timer: Scheduled<Void>?

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
            guard channel.isActive, let watch = watch(on: channel) else { return onEnd(.gone) }
            watch.onEnd = onEnd
            watch.timer = channel.eventLoop.scheduleTask(in: .nanoseconds(patience.nanoseconds)) {
                onEnd(.late)
            }
        }
    }

    /// The request waits no longer.
    static func end(on channel: any Channel) {
        channel.eventLoop.execute {
            guard let watch = try? channel.pipeline.syncOperations.handler(type: Self.self) else { return }
            watch.stop()
        }
    }

    private static func watch(on channel: any Channel) -> ConnectionWatch? {
        let pipeline = channel.pipeline.syncOperations
        if let known = try? pipeline.handler(type: Self.self) {
            return known
        }
        let watch = ConnectionWatch()
        guard (try? pipeline.addHandler(watch, position: .first)) != nil else { return nil }
        return watch
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
