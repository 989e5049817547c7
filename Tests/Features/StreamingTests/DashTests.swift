import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Streaming
import Testing

@Suite("DASH", .realTime, .timeLimit(.minutes(60)))
struct DashTests {
    @Test("the manifest's times are those in the segments, and its clock that of the stamps")
    func manifest() async throws {
        var harness = try OriginHarness()
        harness.settings.frameLimit = 90
        harness.settings.ladder = [160]
        let clock = harness.clock
        try await harness.run { server in
            // A stream that is watched in segments serves them for a while after its end.
            try await server.segments()
            _ = await server.get("/hls/160p/stream.m3u8")
            // The live address closes with the stream.
            _ = await server.get("/live.mp4")
            let answer = await server.get("/dash/stream.mpd")
            #expect(answer.status == 200)
            #expect(answer.head.contains("Content-Type: application/dash+xml"))
            let text = answer.text
            #expect(values(of: "width", in: text) == ["320", "214"])
            #expect(values(of: "initialization", in: text).first == "../hls/init.mp4")
            let header = await server.get("/hls/init.mp4").body
            let timescale = try #require(MediaTimescale.of(header: header))
            #expect(values(of: "timescale", in: text).first == "\(timescale)")
            #expect(values(of: "codecs", in: text).first == CodecString.of(header: header))
            // The stream has ended: nothing that only a live manifest says, and how long it is instead.
            #expect(values(of: "type", in: text) == ["static"])
            #expect(values(of: "minimumUpdatePeriod", in: text) == [])
            #expect(values(of: "timeShiftBufferDepth", in: text) == [])
            #expect(values(of: "mediaPresentationDuration", in: text).count == 1)
            let (starts, lengths) = (values(of: "t", in: text), values(of: "d", in: text))
            let segments = 3
            #expect(starts.count >= segments)
            for number in 0..<segments {
                let fragments = FragmentedBytes(await server.get("/hls/s\(number).m4s").body).fragments
                let reference = try #require(fragments.first?.reference)
                #expect(starts[number] == "\(reference.mediaTime)")
                #expect(lengths[number] == "\(fragments.count * timescale / 25)")
                // Media time 0 was drawn at the manifest's start: the rest is how late the frame's tick was.
                let stamp = reference.time.time(near: clock.now())
                let origin = stamp - .seconds(Double(reference.mediaTime) / Double(timescale))
                let told = try #require(values(of: "availabilityStartTime", in: text).first.flatMap(Self.instant))
                // A frame begins at most a period after its tick; the manifest tells milliseconds.
                #expect(abs((origin - told).seconds) < 1.0 / 25 + 0.001, "segment \(number)")
            }
        }
    }

    @Test("a segment comes whole and not in chunks, so the live manifest promises nothing earlier")
    func wholeSegments() async throws {
        let harness = try OriginHarness()
        try await harness.run { server in
            try await server.segments()
            let text = await server.text("/dash/stream.mpd")
            #expect(values(of: "type", in: text) == ["dynamic"])
            #expect(!text.contains("availabilityTimeOffset") && !text.contains("availabilityTimeComplete"))
            // The segment that is being made is waited for, up to its last frame.
            let first = try #require(values(of: "startNumber", in: text).first.flatMap { Int($0) })
            let next = first + values(of: "t", in: text).count
            let answer = try await server.answer("/hls/s\(next).m4s")
            #expect(answer.status == 200 && answer.head.lowercased().contains("content-length:"))
            #expect(FragmentedBytes(answer.body).fragments.count.isMultiple(of: 10))
        }
    }

    @Test("without MP4 there is no manifest")
    func cannotCarry() async throws {
        var harness = try OriginHarness()
        harness.settings.codec = .mjpeg
        try await harness.run { server in
            #expect(await server.get("/dash/stream.mpd").status == 404)
        }
    }

    private static func instant(_ text: String) -> WallTime? {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let date = try? format.parse(text) else { return nil }
        return WallTime(nanoseconds: Int64((date.timeIntervalSince1970 * 1_000).rounded()) * 1_000_000)
    }

    /// The values of an attribute, in the order of the text.
    private func values(of name: String, in text: String) -> [String] {
        var (rest, found) = (text[...], [String]())
        while let start = rest.firstRange(of: " \(name)=\""), let end = rest[start.upperBound...].firstIndex(of: "\"") {
            found.append(String(rest[start.upperBound..<end]))
            rest = rest[end...]
        }
        return found
    }
}
