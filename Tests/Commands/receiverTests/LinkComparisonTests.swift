import LabModel
import LabTesting
import RunStore
import Testing

/// One streamer over two transports and the same bad link: what is lost is repaired differently.
@Suite(.serialized, .realTime) struct LinkComparisonTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder
    private let link = "delay=20ms,loss=2%,seed=5"

    init() throws {
        folder = try TemporaryFolder()
    }

    private func receive(_ url: String, from streamer: ServingStreamer, as id: String) async throws -> Summary {
        let outcome = try await receiver.run(
            [url, "--id", id, "--provider", id, "--duration", "60", "--frame-limit", "100", "--link", link]
                + ["--start-limit", "60", "--json"]
                + ["--clock", streamer.url("/clock"), "--stream", streamer.url("/stream")],
            in: folder.path
        )
        try #require(!outcome.output.isEmpty, "\(outcome.errors)")
        return try SummaryJSON.decode(outcome.output)
    }

    /// How many datagrams or segments chance has lost on the way down, as the run's event says.
    private func lost(in summary: Summary) throws -> Int {
        let text = try #require(summary.events.first { $0.code == "link" }?.text)
        let down = try #require(text.firstRange(of: "down ").map { text[$0.upperBound...] })
        let words = down.split(separator: " ")
        return try #require(words.dropFirst(2).first.flatMap { Int($0) })
    }

    @Test func srtBringsBackEveryFrameWithinItsLatency() async throws {
        var settings = SRTTransmit.Settings()
        // More than a busy machine stands still for: what is sent again by then comes in time.
        settings.latency = .seconds(4)
        let server = try await SRTTransmit.start(settings)
        let push = server.inURL + "&latency=4000"
        let summary = try await ServingStreamer.serving(["--image-size", "0", "--push", push]) { streamer in
            try await receive(server.outURL + "&latency=4000000", from: streamer, as: "srt")
        }
        #expect(try lost(in: summary) > 0)
        #expect(summary.frames.marked > 50)
        // Until the first keyframe nothing can be shown; from then on nothing is missing.
        let begun = Int(try #require(summary.startupMs.firstMark) / 40) + 1
        #expect(try #require(summary.frames.dropped) <= begun && summary.frames.unreadable == 0)
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        let samples = try store.trace(of: store.run(named: "srt")).samples
        let numbers = Set(samples.compactMap { $0.stamp?.number?.rawValue })
        let (first, last) = (try #require(numbers.min()), try #require(numbers.max()))
        #expect(Set(first...last) == numbers)
        // A frame is given out so long after it was sent, whether it had to be sent again or not.
        #expect(try #require(summary.frameDelayMs?.p5) > 4_000)
    }

    @Test func rtmpWaitsForWhatWasLost() async throws {
        let server = try await NginxServer.start()
        let url = server.rtmp("cam")
        let summary = try await ServingStreamer.serving(["--image-size", "0", "--push", url]) { streamer in
            try await receive(url, from: streamer, as: "rtmp")
        }
        #expect(try lost(in: summary) > 0)
        #expect(summary.frames.marked > 50)
        // Until the first keyframe nothing can be shown; from then on nothing is missing.
        let begun = Int(try #require(summary.startupMs.firstMark) / 40) + 1
        #expect(try #require(summary.frames.dropped) <= begun && summary.frames.unreadable == 0)
        // Nothing waits where nothing was lost, and whatever was lost takes two round trips at least.
        let delay = try #require(summary.frameDelayMs)
        #expect(try #require(delay.p5) < 400)
        #expect(try #require(delay.p95) - (try #require(delay.p5)) > 20)
    }
}
