import LabModel
import Testing

@testable import Tasks

@Suite struct StreamerTaskSettingsTests {
    static func settings() throws -> StreamerTaskSettings {
        StreamerTaskSettings(
            id: "test1",
            cpu: 512,
            memory: 1.0,
            fps: try #require(FrameRate("30000/1001")),
            imageSize: 2,
            size: PixelSize.imageSizes[2],
            videoType: "LIVE",
            codec: .h264,
            bitrate: DataRate(bitsPerSecond: 2_500_000),
            gop: .seconds(1),
            content: nil
        )
    }

    @Test func everyValueTravelsAsAFlag() throws {
        var settings = try Self.settings()
        let flags = [
            "--size", "1280x720", "--fps", "30000/1001", "--video-type", "LIVE", "--codec", "h264",
            "--bitrate", "2500k", "--gop", "1.0",
        ]
        #expect(settings.flags == flags)
        settings.content = "a file.mp4"
        #expect(settings.flags == flags + ["--content", "a file.mp4"])
        settings.content = nil
        settings.hasAudio = true
        #expect(settings.flags == flags + ["--audio"])
        settings.hasAudio = false
        settings.clockError = PlantedClockError("-5:100:7")
        #expect(settings.flags == flags + ["--clock-error=-5:100.0:7"])
    }

    @Test func theSixOldNamesTravelAsVariables() throws {
        var settings = try Self.settings()
        settings.fps = try #require(FrameRate("25"))
        let variables = [
            "CPU": "512", "MEMORY": "1.0", "FPS": "25", "IMAGE_SIZE": "2", "VIDEO_TYPE": "LIVE", "ID": "test1",
        ]
        #expect(settings.variables == variables)
        settings.imageSize = nil
        #expect(settings.variables["IMAGE_SIZE"] == nil)
    }

    @Test func pushAddressesTravelWhereNobodyElseSees() throws {
        var settings = try Self.settings()
        #expect(settings.variables["GLASSLAB_PUSH"] == nil)
        settings.push = ["rtmp://h/live/a,key", "srt://h:9000?streamid=#!::r=key,m=publish"]
        #expect(
            settings.variables["GLASSLAB_PUSH"] == "rtmp://h/live/a,key\nsrt://h:9000?streamid=#!::r=key,m=publish\n"
        )
        // One alone is a line too, so that its comma parts nothing.
        settings.push = ["rtmp://h/live/a,key"]
        #expect(settings.variables["GLASSLAB_PUSH"] == "rtmp://h/live/a,key\n")
        #expect(!settings.flags.contains { $0.contains("key") })
    }
}
