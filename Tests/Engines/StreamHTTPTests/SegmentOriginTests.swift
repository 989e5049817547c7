import HLS
import LabModel
import LabTesting
import StreamHTTP
import Testing

@Suite("Segment origin", .realTime, .timeLimit(.minutes(60)))
struct SegmentOriginTests {
    /// Reads one response; the connection stays open.
    private func ask(_ client: RawClient, _ path: String, method: String = "GET") async -> RawClient.Received {
        client.send("\(method) \(path) HTTP/1.1\r\nHost: test\r\n\r\n")
        return await client.read { method == "HEAD" ? $0.text.hasSuffix("\r\n\r\n") : $0.isWhole }
    }

    @Test("reloads and hinted parts wait for the frame that makes them whole, all on one connection")
    func blocking() async throws {
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<32)
            let client = RawClient(port: port)
            defer { client.close() }
            let first = await ask(client, "/hls/stream.m3u8")
            #expect(first.bodyText.hasSuffix("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"s1.1.m4s\"\n"))
            #expect(first.header("Cache-Control") == "no-cache")

            client.get("/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1")
            try await harness.waiting(1)
            harness.append(32..<34)
            #expect(harness.origin.counters.waiting == 1)
            harness.append(34..<35)
            let reload = await client.read(until: \.isWhole)
            #expect(reload.status == 200)
            #expect(reload.bodyText.contains("URI=\"s1.1.m4s\"\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"s1.2.m4s\"\n"))
            #expect(reload.header("Content-Type") == "application/vnd.apple.mpegurl")
            #expect(reload.header("Cache-Control") == "max-age=6")
            #expect(reload.header("Access-Control-Allow-Origin") == "*")
            #expect(reload.header("Pragma") == nil)

            client.get("/hls/s1.2.m4s")
            try await harness.waiting(1)
            harness.append(35..<40)
            let part = await client.read(until: \.isWhole)
            #expect(part.body == (35..<40).flatMap(SegmentHarness.bytes))
            #expect(part.header("Content-Type") == "video/mp4")
            #expect(part.header("Cache-Control") == "max-age=6, immutable")
            #expect(harness.origin.counters.waited == 2)
        }
    }

    @Test("a reload for a whole segment waits for its last frame")
    func wholeSegment() async throws {
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<49)
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/hls/stream.m3u8?_HLS_msn=1")
            try await harness.waiting(1)
            harness.append(49..<50)
            #expect(await client.read(until: \.isWhole).bodyText.contains("#EXTINF:1.000,\ns1.m4s\n"))
            let segment = await ask(client, "/hls/s1.m4s")
            #expect(segment.body == (25..<50).flatMap(SegmentHarness.bytes))
            #expect(await ask(client, "/hls/init.mp4").bodyText == "map")
        }
    }

    @Test(
        "queries that make no sense are refused at once, with a reason",
        arguments: [
            "_HLS_msn=40", "_HLS_msn=-1", "_HLS_msn=99999999999999999999", "_HLS_msn=x", "_HLS_part=0",
            "_HLS_msn=1&_HLS_part=-1", "_HLS_msn=1&_HLS_part=100000", "_HLS_msn=%31%", "_HLS_msn=",
        ]
    )
    func hostile(query: String) async throws {
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<32)
            let client = RawClient(port: port)
            defer { client.close() }
            let answer = await ask(client, "/hls/stream.m3u8?\(query)")
            #expect(answer.status == 400, "\(answer.text)")
            #expect(
                answer.bodyText.hasPrefix("{\"remedy\":\"Load the playlist again, without a query.\",\"what\":\"_HLS_")
            )
            #expect(harness.origin.counters.waited == 0)
        }
    }

    @Test("delta updates leave old segments out; a plain playlist knows neither parts nor blocking")
    func forms() async throws {
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<500)
            let client = RawClient(port: port)
            defer { client.close() }
            let delta = await ask(client, "/hls/stream.m3u8?_HLS_skip=YES").bodyText
            let whole = await ask(client, "/hls/stream.m3u8").bodyText
            #expect(delta.contains("#EXT-X-SKIP:SKIPPED-SEGMENTS="))
            #expect(delta.utf8.count < whole.utf8.count)
            let plain = await ask(client, "/hls/plain.m3u8?_HLS_msn=9999").bodyText
            #expect(!plain.contains("EXT-X-PART"))
            #expect(!plain.contains("CAN-BLOCK-RELOAD"))
        }
    }

    @Test("two hundred clients that wait for the same part cost no thread each and get the same bytes")
    func manyClients() async throws {
        let harness = try SegmentHarness(segmentFrames: 500)
        try await harness.run { port in
            harness.append(0..<505)
            let clients = (0..<200).map { _ in RawClient(port: port) }
            defer {
                for client in clients {
                    client.close()
                }
            }
            for (index, client) in clients.enumerated() {
                client.get(index.isMultiple(of: 2) ? "/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1" : "/hls/s1.1.m4s")
            }
            try await harness.waiting(200)
            harness.append(505..<510)
            var bodies: Set<[UInt8]> = []
            var statuses: Set<Int?> = []
            for client in clients {
                let answer = await client.read(until: \.isWhole)
                statuses.insert(answer.status)
                bodies.insert(answer.body)
            }
            #expect(statuses == [200])
            #expect(bodies.count == 2)
            #expect(bodies.contains((505..<510).flatMap(SegmentHarness.bytes)))
            #expect(harness.origin.counters.waiting == 0)
        }
    }

    @Test("a client that goes away waits no longer")
    func leaving() async throws {
        let harness = try SegmentHarness(segmentFrames: 500)
        try await harness.run { port in
            harness.append(0..<505)
            let (closing, resetting) = (RawClient(port: port), RawClient(port: port))
            closing.get("/hls/s1.1.m4s")
            resetting.get("/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1")
            try await harness.waiting(2)
            closing.close()
            resetting.reset()
            try await harness.waiting(0)
            #expect(harness.origin.counters.gone == 2)
        }
    }

    @Test("more requests than may wait are told to come back, and the connection goes on")
    func tooMany() async throws {
        let harness = try SegmentHarness(waitingRequests: 1, segmentFrames: 500)
        try await harness.run { port in
            harness.append(0..<505)
            let (first, second) = (RawClient(port: port), RawClient(port: port))
            defer {
                first.close()
                second.close()
            }
            first.get("/hls/s1.1.m4s")
            try await harness.waiting(1)
            let refused = await ask(second, "/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1")
            #expect(refused.status == 503)
            #expect(refused.header("Retry-After") == "1")
            #expect(
                refused.bodyText
                    == "{\"remedy\":\"Try again in a second.\",\"what\":\"1 requests wait already\"}"
            )
            #expect(await ask(second, "/hls/init.mp4").status == 200)
            #expect(harness.origin.counters.refused == 1)
        }
    }

    @Test("a stream that stops is 503 after three target durations; its end wakes all that wait")
    func stopping() async throws {
        let stopped = try SegmentHarness(patience: nil)
        try await stopped.run { port in
            stopped.append(0..<30)
            let client = RawClient(port: port)
            defer { client.close() }
            let late = await ask(client, "/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1")
            #expect(late.status == 503)
            #expect(late.bodyText.contains("the stream did not go on for 3.0 s"))
            #expect(stopped.origin.counters.late == 1)
        }
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<30)
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1")
            try await harness.waiting(1)
            harness.origin.finish()
            let end = await client.read(until: \.isWhole)
            #expect(end.status == 200)
            #expect(end.bodyText.hasSuffix("#EXT-X-ENDLIST\n"))
        }
    }

    @Test("a rendition that broke off is gone, not ended: for those that wait as well")
    func breaking() async throws {
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<30)
            let client = RawClient(port: port)
            defer { client.close() }
            client.get("/hls/stream.m3u8?_HLS_msn=1&_HLS_part=1")
            try await harness.waiting(1)
            harness.origin.fail()
            let waited = await client.read(until: \.isWhole)
            #expect(waited.status == 410)
            #expect(waited.header("Cache-Control") == "max-age=1")
            let text = "what was at /hls/plain.m3u8 failed, and will not come back"
            let plain = await ask(client, "/hls/plain.m3u8")
            #expect(plain.status == 410 && plain.bodyText.hasSuffix("\"what\":\"\(text)\"}"))
            #expect(await ask(client, "/hls/s0.m4s").status == 200)
            #expect(await ask(client, "/hls/s2.m4s").status == 404)
            harness.append(30..<60)
            #expect(await ask(client, "/hls/s2.m4s").status == 404)
        }
    }

    @Test("a low-latency playlist says how far its siblings are, always as of now")
    func reports() async throws {
        let (harness, sibling) = (try SegmentHarness(), try SegmentHarness())
        try await harness.run(siblings: [SiblingRendition(uri: "../low/stream.m3u8", origin: sibling.origin)]) { port in
            harness.append(0..<32)
            let client = RawClient(port: port)
            defer { client.close() }
            // Nothing there to tell of.
            #expect(!(await ask(client, "/hls/stream.m3u8")).bodyText.contains("RENDITION-REPORT"))
            let tag = "#EXT-X-RENDITION-REPORT:URI=\"../low/stream.m3u8\""
            for (frames, place) in [(0..<7, "LAST-MSN=0,LAST-PART=0"), (7..<25, "LAST-MSN=0,LAST-PART=4")] {
                sibling.append(frames)
                // The playlist's own window did not change meanwhile.
                #expect((await ask(client, "/hls/stream.m3u8")).bodyText.hasSuffix("\(tag),\(place)\n"))
            }
            #expect(!(await ask(client, "/hls/plain.m3u8")).bodyText.contains("RENDITION-REPORT"))
            sibling.origin.fail()
            #expect(!(await ask(client, "/hls/stream.m3u8")).bodyText.contains("RENDITION-REPORT"))
        }
    }

    @Test("heads are answered without bodies, and what never was is 404 for a target duration")
    func headsAndHoles() async throws {
        let harness = try SegmentHarness()
        try await harness.run { port in
            harness.append(0..<26)
            let client = RawClient(port: port)
            defer { client.close() }
            let head = await ask(client, "/hls/s0.m4s", method: "HEAD")
            #expect(head.status == 200)
            #expect(head.header("Content-Length") == "2500")
            #expect(head.body.isEmpty)
            for name in ["s9.m4s", "s0.77.m4s", "s-1.m4s", "nothing", "..%2fx", "s99999999999999999999.m4s"] {
                let missing = await ask(client, "/hls/\(name)")
                #expect(missing.status == 404, "\(name)")
                #expect(missing.header("Cache-Control") == "max-age=1")
                #expect(missing.header("Access-Control-Allow-Origin") == "*")
            }
        }
    }
}
