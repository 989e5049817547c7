import Foundation
import LabModel
import Testing

@Suite struct StreamDescriptionTests {
    @Test func theKeysAreTheContracts() throws {
        let description = StreamDescription(
            streamID: StreamID(rawValue: 4),
            seed: 9,
            contentVersion: 1,
            content: .synthetic,
            contentSha256: nil,
            width: 1_280,
            height: 720,
            fps: try #require(FrameRate("30000/1001")),
            pixelFormat: "yuv420p",
            colorRange: "limited",
            colorMatrix: "bt709",
            markFormat: .qr,
            markLayoutVersion: 1,
            codec: .h264,
            gopS: 1,
            bitrateBps: 2_500_000,
            startedAt: "2026-11-21T03:28:15.250Z"
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(description)
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            object.keys.sorted() == [
                "bitrate_bps", "codec", "color_matrix", "color_range", "content", "content_sha256", "content_version",
                "fps", "gop_s", "height", "mark_format", "mark_layout_version", "pixel_format", "seed", "started_at",
                "stream_id", "width",
            ]
        )
        #expect(try JSONDecoder().decode(StreamDescription.self, from: data) == description)
    }

    @Test func ratesSurviveJSON() throws {
        for text in ["25", "29.97", "23.976", "12.5", "59.94", "0.1"] {
            let rate = try #require(FrameRate(text))
            let data = try JSONEncoder().encode(rate)
            #expect(try JSONDecoder().decode(FrameRate.self, from: data) == rate)
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(FrameRate.self, from: Data("0".utf8))
        }
    }
}
