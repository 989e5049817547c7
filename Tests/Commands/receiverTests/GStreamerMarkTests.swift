import LabModel
import LabTesting
import RunStore
import Testing

/// Pictures in which GStreamer's own elements drew their marks.
@Suite(.realTime, .serialized) struct GStreamerMarkTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func launch(_ pipeline: String) async throws {
        let outcome = try await BuiltExecutable.shell("gst-launch-1.0 -q \(pipeline)", in: folder.path)
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }

    struct Recording: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var size = (width: 640, height: 360)
        var overlay = "debugqroverlay"
        var encoder = "x264enc tune=zerolatency speed-preset=ultrafast bitrate=800"
    }

    static let recordings = [
        Recording(testDescription: "as the element draws by default"),
        Recording(
            testDescription: "with extra data, so that the code's size changes, in a corner",
            overlay: "debugqroverlay x=5 y=95 pixel-size=4 extra-data-name=fruit extra-data-array=apple,pear "
                + "extra-data-interval-buffers=7"
        ),
        Recording(
            testDescription: "minding case, at the highest correction level",
            overlay: "debugqroverlay case-sensitive=true qrcode-error-correction=3 pixel-size=4"
        ),
        Recording(
            testDescription: "half the size, at 600 kbit/s",
            size: (1280, 720),
            overlay: "debugqroverlay pixel-size=8 ! videoscale ! video/x-raw,width=640,height=360",
            encoder: "x264enc tune=zerolatency bitrate=600"
        ),
    ]

    @Test(arguments: recordings)
    func everyPictureOfARecordingIsRead(_ recording: Recording) async throws {
        try await launch(
            "videotestsrc num-buffers=40 pattern=smpte ! video/x-raw,format=I420,"
                + "width=\(recording.size.width),height=\(recording.size.height),framerate=30/1 ! \(recording.overlay) "
                + "! \(recording.encoder) ! mpegtsmux ! filesink location=marks.ts"
        )
        let outcome = try await receiver.run(["marks.ts", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.decoded == 40)
        #expect(summary.frames.marked == 40)
        #expect(summary.frames.unreadable == 0)
        #expect(summary.frames.dropped == 0)
        #expect(summary.frameDelayMs == nil && summary.signalDelayMs == nil && summary.arrivalDelayMs == nil)
        let formats = summary.events.filter { $0.code == "mark_format" }.map(\.text)
        #expect(formats == ["The marks are GStreamer debugqroverlay."])
    }

    @Test func everyPictureOfAnRTSPServerIsRead() async throws {
        let server = try await GStreamerRTSP.start(
            pipeline: GStreamerRTSP.source("videotestsrc is-live=true", overlay: "debugqroverlay", size: (480, 270))
        )
        let outcome = try await receiver.run(
            [server.url(), "--duration", "60", "--frame-limit", "60", "--clock", "none", "--json"],
            in: folder.path
        )
        await server.stop()
        #expect(outcome.exitCode == 0, "\(outcome.errors)\n\(server.log)")
        let frames = try SummaryJSON.decode(outcome.output).frames
        #expect(frames.marked >= 50)
        #expect(frames.unreadable == 0)
        #expect(frames.duplicated == 0 && frames.repeated == 0 && frames.outOfOrder == 0)
    }

    /// What somebody writes with the element for any text: here the time, which stays the same.
    @Test func aTextOfMillisecondsIsRead() async throws {
        try await launch(
            "videotestsrc num-buffers=5 ! video/x-raw,width=320,height=240,framerate=25/1 ! qroverlay "
                + "data=1695000000250 pixel-size=6 ! x264enc ! matroskamux ! filesink location=time.mkv"
        )
        let outcome = try await receiver.run(["time.mkv", "--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        #expect(summary.frames.marked == 1 && summary.frames.repeated == 4)
        #expect(summary.frames.expected == nil && summary.frames.dropped == nil)
        #expect(summary.frameDelayMs == nil)
    }
}
