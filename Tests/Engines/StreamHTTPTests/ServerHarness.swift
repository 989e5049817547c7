import Fanout
import Hummingbird
import LabModel
import Logging
import Machine
import StreamHTTP

/// A server on loopback with one live stream and one small answer, for the time of a body.
struct ServerHarness: Sendable {
    let broadcaster: Broadcaster
    let clock = SystemClock()
    var settings = StreamServerSettings(port: 0)

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

    /// Waits until as many viewers are counted, for at most 10 s.
    func viewers(_ count: Int) async throws {
        let deadline = clock.monotonicNow() + .seconds(10)
        while broadcaster.counters.viewers != count, clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(2))
        }
    }
}
