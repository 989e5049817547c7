import Fanout
import LabModel
import LabTesting
import Machine
import StreamHTTP
import Testing

@Suite("Live endpoint", .realTime, .timeLimit(.minutes(60)))
struct LiveEndpointTests {
    @Test("a viewer gets everything from the last keyframe to the end, and then a clean close")
    func wholeStream() async throws {
        let harness = ServerHarness()
        try await harness.run { port in
            harness.publish(0, isKeyframe: true)
            harness.publish(1)
            harness.publish(2, isKeyframe: true)
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/live.ts")
            try await harness.viewers(1)
            for index in 3..<20 {
                harness.publish(index)
            }
            harness.broadcaster.finish()
            let received = await client.read()
            #expect(received.isClosed && !received.isReset)
            #expect(received.text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nConnection: close\r\n"))
            #expect(received.body == (2..<20).flatMap { Array(repeating: UInt8($0), count: 1_000) })
        }
        #expect(harness.broadcaster.counters.left == 1)
        #expect(harness.broadcaster.counters.viewers == 0)
    }

    @Test("what the container needs in front comes before the first piece, even when it is known only later")
    func header() async throws {
        let harness = ServerHarness()
        try await harness.run { port in
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/live.ts")
            try await harness.viewers(1)
            harness.broadcaster.begin(with: Array("header".utf8))
            harness.publish(0, isKeyframe: true, bytes: 3)
            harness.publish(1, bytes: 3)
            harness.broadcaster.finish()
            #expect(await client.read().body == Array("header".utf8) + [0, 0, 0, 1, 1, 1])
        }
    }

    @Test("the live response may not be kept, like every other one")
    func uncacheable() async throws {
        let harness = ServerHarness()
        try await harness.run { port in
            for path in ["/live.ts", "/hello", "/nothing"] {
                let client = RawClient(port: port)
                defer { client.close() }
                client.get(path)
                let head = await client.read { $0.text.contains("\r\n\r\n") }.text
                #expect(head.contains("Cache-Control: no-cache, no-store, must-revalidate\r\n"))
                #expect(head.contains("Pragma: no-cache\r\n"))
                #expect(head.contains("Expires: 0\r\n"))
            }
        }
    }

    @Test("a viewer that reads nothing is reset with a reason; another one gets every piece")
    func stuckViewer() async throws {
        // The limit holds for the good reader too, which may have to wait for its turn; nothing but time cuts anybody off.
        let limits = FanoutLimits(
            behindChunks: 100_000,
            behindBytes: ByteCount(64 << 20),
            behindTime: .seconds(15),
            keptBytes: ByteCount(128 << 20)
        )
        let harness = ServerHarness(limits: limits)
        try await harness.run { port in
            let (stuck, reader) = (RawClient(port: port, receiveBuffer: 4_096), RawClient(port: port))
            defer {
                stuck.close()
                reader.close()
            }
            stuck.get("/live.ts")
            reader.get("/live.ts")
            try await harness.viewers(2)
            async let received = reader.read()
            var index = 0
            while harness.broadcaster.counters.cutInAll == 0, index < 2_000 {
                harness.publish(index, isKeyframe: index == 0, bytes: 40_000)
                index += 1
                try await harness.clock.sleep(for: .milliseconds(50))
            }
            harness.broadcaster.finish()
            let body = await received.body
            #expect(body.count == index * 40_000)
            #expect(body == (0..<index).flatMap { Array(repeating: UInt8(truncatingIfNeeded: $0), count: 40_000) })
            #expect(await stuck.read().isReset)
        }
        #expect(harness.broadcaster.counters.cut == [.behindTime: 1])
    }

    @Test("one that leaves is forgotten at the next pieces")
    func leaving() async throws {
        let harness = ServerHarness()
        try await harness.run { port in
            harness.publish(0, isKeyframe: true)
            let client = RawClient(port: port)
            client.get("/live.ts")
            try await harness.viewers(1)
            client.close()
            let deadline = harness.clock.monotonicNow() + .untilItHangs
            var index = 1
            while harness.broadcaster.counters.viewers == 1, harness.clock.monotonicNow() < deadline {
                harness.publish(index)
                index += 1
                try await harness.clock.sleep(for: .milliseconds(5))
            }
            #expect(harness.broadcaster.counters.viewers == 0)
            #expect(harness.broadcaster.counters.left == 1)
        }
    }

    @Test("too many viewers are told to come back")
    func tooMany() async throws {
        let harness = ServerHarness(limits: FanoutLimits(viewers: 1))
        try await harness.run { port in
            let (first, second) = (RawClient(port: port), RawClient(port: port))
            defer {
                first.close()
                second.close()
            }
            first.get("/live.ts")
            try await harness.viewers(1)
            second.get("/live.ts", headers: "Connection: close\r\n")
            let answer = await second.read().text
            #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(answer.contains("Retry-After: 5\r\n"))
            #expect(
                answer.hasSuffix(
                    "{\"remedy\":\"Try again in a few seconds.\",\"what\":\"there are 1 viewers already\"}"
                )
            )
        }
        #expect(harness.broadcaster.counters.refused == 1)
    }
}
