import LabModel
import Planning
import Testing

@testable import Sweeping

/// What a line's run would have written into its manifest, as far as the line alone tells.
@Suite struct SweepLineManifestTests {
    private func settings(
        _ options: [String: String],
        fps: String = "25",
        memory: String = "1"
    ) -> [String: SettingValue] {
        SweepLine(
            imageSize: 2,
            framesPerSecond: fps,
            cpu: 512,
            memory: memory,
            name: "task_0",
            options: options.map { SweepOption(name: $0.key, value: $0.value) }
        ).manifestSettings
    }

    private let columns: [String: SettingValue] = [
        "image_size": .integer(2), "fps": .number(25), "cpu": .integer(512), "memory": .number(1),
    ]

    @Test func aLineWithoutOptionsSaysItsColumnsOnly() {
        #expect(settings([:]) == columns)
        #expect(settings([:], fps: "25.0", memory: "1.0") == columns)
        #expect(settings([:], fps: "29.97")["fps"] == .number(30_000.0 / 1_001))
        #expect(settings([:], memory: "0.5")["memory"] == .number(0.5))
    }

    @Test(arguments: [
        ("gop", "500ms", "gop_s", SettingValue.number(0.5)), ("duration", "2m", "duration_s", .number(120)),
        ("start-limit", "20", "start_limit_s", .number(20)), ("live-edge", "3s", "live_edge_s", .number(3)),
        ("bitrate", "4M", "bitrate", .text("4000k")), ("bitrate", "4000k", "bitrate", .text("4000k")),
        ("video-type", "prerecorded", "video_type", .text("PRERECORDED")), ("codec", "HEVC", "codec", .text("hevc")),
        ("audio", "on", "audio", .flag(true)), ("audio", "off", "audio", .flag(false)),
        ("on", "Local", "on", .text("local")),
        ("frame-limit", "9", "frame_limit", .integer(9)), ("provider", "ll-hls", "provider", .text("ll-hls")),
        ("content", "clip.mp4", "content", .text("clip.mp4")),
        ("variant", "lowest", "variant", .text("lowest")), ("variant", "2.5M", "variant", .text("2500000")),
        ("variant", "1280x720", "variant", .text("1280x720")),
        ("quality", "VMAF,psnr", "quality", .text("psnr,vmaf")), ("quality-every", "5", "quality_every", .integer(5)),
        ("joins", "3", "joins", .integer(3)), ("keep-worst", "2", "keep_worst", .integer(2)),
        ("link", "loss=1%,delay=50ms", "link", .text("delay=50ms,loss=1%")),
        ("link", "delay=0.05s,seed=7", "link", .text("delay=50ms")),
        ("link", "push:rate=4M", "link_push", .text("rate=4000k,queue=200ms")),
    ])
    func anOptionHasTheManifestsNameAndValue(option: String, text: String, name: String, value: SettingValue) {
        #expect(settings([option: text]) == columns.merging([name: value]) { $1 })
    }

    @Test func aSizeTakesThePlaceOfTheNumberedOne() {
        let found = settings(["size": "1280x720"])
        #expect(found["size"] == .text("1280x720") && found["image_size"] == nil)
    }

    @Test(arguments: [
        "joins", "clock", "variant", "link", "protocol", "quality", "allow", "quality-every", "unheard-of",
    ])
    func whatIsNotSureIsLeftOut(option: String) {
        #expect(settings([option: "1"]) == columns)
    }

    /// A value that the launcher refuses has no run to be compared with.
    @Test func whatCannotBeReadIsLeftOut() {
        #expect(settings(["gop": "soon"]) == columns && settings(["size": "big"]) == columns)
        #expect(settings(["link": "fast"]) == columns && settings(["variant": "best"]) == columns)
        #expect(settings(["quality": "none"]) == columns && settings(["keep-worst": "0"]) == columns)
        #expect(settings([:], fps: "fast")["fps"] == nil && settings([:], memory: "much")["memory"] == nil)
    }
}
