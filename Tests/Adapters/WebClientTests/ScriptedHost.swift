import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server on 127.0.0.1 that answers each request as a test says, byte by byte if need be.
final class ScriptedHost: Sendable {
    /// What is written for one request.
    struct Answer: Sendable {
        /// Bytes as they go over the wire, each piece by a write of its own once the one before has gone out.
        var pieces: [[UInt8]]
        /// The last piece is written again and again, for as long as the connection stands.
        var isEndless = false
        /// What becomes of the connection afterwards.
        var after = After.keep

        enum After: Sendable {
            case keep, close, reset
        }

        static func text(_ text: String, after: After = .keep) -> Answer {
            Answer(pieces: [Array(text.utf8)], after: after)
        }

        /// An answer with its length.
        static func body(_ body: [UInt8], status: String = "200 OK", headers: String = "") -> Answer {
            let head = "HTTP/1.1 \(status)\r\nContent-Length: \(body.count)\r\n\(headers)\r\n"
            return Answer(pieces: [Array(head.utf8) + body])
        }

        static func redirect(_ target: String, status: String = "302 Found") -> Answer {
            .text("HTTP/1.1 \(status)\r\nContent-Length: 0\r\nLocation: \(target)\r\n\r\n")
        }

        /// Nothing at all.
        static let silence = Answer(pieces: [])
    }

    /// A request as it came.
    struct Seen: Sendable {
        var connection: Int
        var uri: String
        var headers: HTTPHeaders
    }

    let port: Int
    private let channel: any Channel
    private let group: MultiThreadedEventLoopGroup
    private let log = RequestLog()

    /// Starts a server, which answers the visit of a path, counted from 0 for each path.
    init(_ script: @escaping @Sendable (_ uri: String, _ visit: Int) -> Answer) throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let log = log
        channel = try ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let number = log.connect()
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()), Answering(script, number: number, log: log),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).wait()
        self.group = group
        port = channel.localAddress?.port ?? 0
    }

    func url(_ path: String, host: String = "127.0.0.1") -> String {
        "http://\(host):\(port)\(path)"
    }

    var seen: [Seen] {
        log.seen
    }

    func stop() {
        _ = channel.close()
        try? group.syncShutdownGracefully()
    }
}

/// What a scripted host was asked.
final class RequestLog: Sendable {
    private let log = Mutex<(connections: Int, requests: [ScriptedHost.Seen])>((0, []))

    func connect() -> Int {
        log.withLock { log in
            log.connections += 1
            return log.connections
        }
    }

    /// Notes a request.
    /// - Returns: how many of the same path came before it.
    func note(_ seen: ScriptedHost.Seen) -> Int {
        log.withLock { log in
            log.requests.append(seen)
            return log.requests.count { $0.uri == seen.uri } - 1
        }
    }

    var seen: [ScriptedHost.Seen] {
        log.withLock { $0.requests }
    }
}

private final class Answering: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let script: @Sendable (String, Int) -> ScriptedHost.Answer
    private let number: Int
    private let log: RequestLog

    init(_ script: @escaping @Sendable (String, Int) -> ScriptedHost.Answer, number: Int, log: RequestLog) {
        self.script = script
        self.number = number
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        let visit = log.note(ScriptedHost.Seen(connection: number, uri: head.uri, headers: head.headers))
        let answer = script(head.uri, visit)
        write(answer.pieces[...], of: answer, to: context.channel)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func write(
        _ pieces: ArraySlice<[UInt8]>,
        of answer: ScriptedHost.Answer,
        to channel: any Channel
    ) {
        guard let piece = pieces.first else {
            finish(answer, channel)
            return
        }
        let rest = answer.isEndless && pieces.count == 1 ? pieces : pieces.dropFirst()
        let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.writeAndFlush(ByteBuffer(bytes: piece)).whenSuccess {
            bound.value.write(rest, of: answer, to: channel)
        }
    }

    private func finish(_ answer: ScriptedHost.Answer, _ channel: any Channel) {
        switch answer.after {
        case .keep: break
        case .close: channel.close(promise: nil)
        case .reset:
            // Nothing lingers: the other side gets a reset.
            (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .whenComplete { _ in channel.close(promise: nil) }
        }
    }
}
