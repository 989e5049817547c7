internal import Fanout
internal import LabModel
internal import Logging
internal import NIOCore

/// Takes over a connection for a live stream: stands before the HTTP handlers and writes shared buffers straight to the
/// socket, so that a piece costs each viewer one system call and nothing else.
final class ViewerHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// The place among the lane's viewers; nil when not among them.
    var index: Int?
    private let lane: ViewerLane
    private let viewer: Viewer
    private let head: ByteBuffer
    private let logger: Logger
    private var context: ChannelHandlerContext?
    /// A flush can report writability while the piece before is still being written.
    private var isPumping = false
    private var hasBegun = false

    init(lane: ViewerLane, viewer: Viewer, head: ByteBuffer, logger: Logger) {
        self.lane = lane
        self.viewer = viewer
        self.head = head
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        lane.add(self)
        context.writeAndFlush(wrapOutboundOut(head), promise: nil)
        pump(at: lane.clock.monotonicNow())
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        stop()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        pump(at: lane.clock.monotonicNow())
        context.fireChannelWritabilityChanged()
    }

    /// Writes what the connection takes; closes it when the stream is over or the viewer too far behind.
    func pump(at now: MonotonicTime) {
        guard let context, index != nil, !isPumping else { return }
        isPumping = true
        defer { isPumping = false }
        while context.channel.isWritable {
            switch viewer.next(at: now) {
            case .chunk(let chunk, let sequence):
                begin(context)
                context.writeAndFlush(wrapOutboundOut(lane.buffer(of: chunk, sequence: sequence)), promise: nil)
            case .wait:
                return
            case .ended:
                return end()
            case .cut(let reason):
                return cut(reason)
            }
        }
        switch viewer.check(at: now) {
        case .cut(let reason):
            cut(reason)
        case .ended:
            end()
        case .chunk, .wait:
            break
        }
    }

    /// Writes what the container needs in front, which is known once there is a piece.
    private func begin(_ context: ChannelHandlerContext) {
        guard !hasBegun else { return }
        hasBegun = true
        let header = viewer.header
        if !header.isEmpty {
            context.write(wrapOutboundOut(ByteBuffer(bytes: header)), promise: nil)
        }
    }

    private func end() {
        let context = context
        stop()
        context?.close(promise: nil)
    }

    /// Closes by a reset, so that the peer does not take the cut for the stream's end and the kernel keeps nothing.
    private func cut(_ reason: CutReason) {
        logger.info("viewer cut off", metadata: ["reason": "\(reason.rawValue)"])
        // On the event loop this takes effect at once; when it fails the connection is closed all the same.
        _ = (context?.channel as? any SocketOptionProvider)?
            .unsafeSetSocketOption(level: .socket, name: .so_linger, value: ResetAtClose())
        end()
    }

    private func stop() {
        lane.remove(self)
        viewer.leave()
        context = nil
    }
}

/// The system's `struct linger`, saying that a close sends a reset.
private struct ResetAtClose: Sendable {
    var isOn: CInt = 1
    var seconds: CInt = 0
}
