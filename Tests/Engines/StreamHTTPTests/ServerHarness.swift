import Fanout
import Hummingbird
import LabModel
import LabTesting
import Logging
import Machine
import NIOCore
import StreamHTTP
import Synchronization

/// A server on loopback with one live stream, one small and one long answer, and one that takes a body, for the time of a
/// body.
struct ServerHarness: Sendable {
    let broadcaster: Broadcaster
    let clock = SystemClock()
    var settings = StreamServerSettings(port: 0)
    /// What `/long` and `/whole` take; more than the system keeps of a connection.
    static let longAnswer = 64 << 20
    private let hungUp = Flag()

    init(limits: FanoutLimits = FanoutLimits()) {
        broadcaster = Broadcaster(limits: limits)
    }

    /// Serves, runs the body with the port, ends.
    func run(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        let live = LiveEndpoint(broadcaster: broadcaster, contentType: "video/mp2t", clock: clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                let router = StreamServer.router()
                router.get("/live.ts") { try await live.respond(to: $0, context: $1) }
                router.get("/hello") { _, _ in "hello" }
                router.get("/long") { _, context in long(in: context) }
                router.get("/whole") { _, _ in
                    let bytes = ByteBuffer(repeating: 7, count: Self.longAnswer)
                    return Response(status: .ok, body: ResponseBody(byteBuffer: bytes))
                }
                router.post("/told") { request, _ in
                    String(try await request.body.collect(upTo: 1 << 20).readableBytes)
                }
                try await StreamServer(settings: settings, logger: Logger(label: "test")).run(router) { number in
                    port.yield(number)
                }
            }
            var numbers = ports.makeAsyncIterator()
            if let number = await numbers.next() {
                do {
                    try await body(number)
                } catch {
                    group.cancelAll()
                    throw error
                }
            }
            broadcaster.finish()
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    /// Publishes a piece whose bytes all say its number.
    func publish(_ index: Int, isKeyframe: Bool = false, bytes: Int = 1_000) {
        broadcaster.publish(
            MediaChunk(
                bytes: Array(repeating: UInt8(truncatingIfNeeded: index), count: bytes),
                isKeyframe: isKeyframe,
                frame: FrameNumber(UInt32(index)),
                instant: clock.monotonicNow()
            )
        )
    }

    /// Waits until as many viewers are counted.
    func viewers(_ count: Int) async throws {
        let deadline = clock.monotonicNow() + .untilItHangs
        while broadcaster.counters.viewers != count, clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(2))
        }
    }

    /// Waits until the server closed the connection that asked for `/long`.
    /// - Returns: whether it did.
    func hangsUpOnLongAnswer() async throws -> Bool {
        let deadline = clock.monotonicNow() + .untilItHangs
        while !hungUp.isSet, clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(5))
        }
        return hungUp.isSet
    }

    private func long(in context: StreamRequestContext) -> Response {
        // Not what the writer sees: on a busy machine it has written everything before the first byte is sent.
        context.channel.closeFuture.whenComplete { [hungUp] _ in hungUp.set() }
        let piece = ByteBuffer(repeating: 7, count: 64 << 10)
        let body = ResponseBody(contentLength: Self.longAnswer) { writer in
            for _ in 0..<(Self.longAnswer / piece.readableBytes) {
                try await writer.write(piece)
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, body: body)
    }
}

/// Something that has happened, or has not yet.
private final class Flag: Sendable {
    private let state = Mutex(false)

    var isSet: Bool { state.withLock { $0 } }

    func set() {
        state.withLock { $0 = true }
    }
}
