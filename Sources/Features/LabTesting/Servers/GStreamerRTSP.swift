import Foundation

/// GStreamer's own RTSP server: plays what its pipelines make, and takes what is announced to it.
///
/// - `/cam` plays the pipeline given; over TCP and over UDP.
/// - `/record` takes H.264 by ANNOUNCE and RECORD, and writes it as MPEG-TS to ``recording``.
public final class GStreamerRTSP: Sendable {
    /// A small H.264 picture at 30 frames a second, a keyframe each second.
    public static let testPicture = source("videotestsrc is-live=true")

    /// The port of RTSP.
    public let port: Int
    /// What was recorded last.
    public let recording: String

    private let process: ServerProcess

    private init(port: Int, recording: String, process: ServerProcess) {
        self.port = port
        self.recording = recording
        self.process = process
    }

    /// The pipeline of a picture source of GStreamer's own, encoded as H.264.
    ///
    /// - Parameters:
    ///   - elements: what makes pictures, such as `videotestsrc is-live=true`.
    ///   - overlay: elements behind it that draw into the pictures, such as `debugqroverlay`; empty for none.
    ///   - size: the picture's width and height in pixels.
    ///   - rate: frames a second.
    /// - Returns: the text of a pipeline whose payloader is called `pay0`.
    public static func source(
        _ elements: String,
        overlay: String = "",
        size: (width: Int, height: Int) = (320, 240),
        rate: Int = 30
    ) -> String {
        let picture = "video/x-raw,format=I420,width=\(size.width),height=\(size.height),framerate=\(rate)/1"
        let encoder = "x264enc tune=zerolatency speed-preset=ultrafast key-int-max=\(rate)"
        let drawn = overlay.isEmpty ? "" : " ! \(overlay)"
        return "\(elements) ! \(picture)\(drawn) ! \(encoder) ! rtph264pay name=pay0 pt=96 config-interval=1"
    }

    /// Starts the server and waits until it accepts connections.
    ///
    /// - Parameters:
    ///   - pipeline: what `/cam` plays, with a payloader called `pay0`.
    ///   - port: the port; nil takes a free one.
    /// - Returns: the server; it ends at the latest when nobody holds it.
    /// - Throws: ``ServerProcess/Failure``.
    public static func start(pipeline: String = testPicture, port: Int? = nil) async throws -> GStreamerRTSP {
        let port = try port ?? LoopbackPort.free()
        let folder = try TemporaryFolder()
        let recording = folder.file("recording.ts")
        try Data(script.utf8).write(to: URL(filePath: folder.file("server.py")))
        let process = try await ServerProcess.start(
            // The system's Python is the one that has GStreamer's bindings.
            ["/usr/bin/python3", "-u", folder.file("server.py"), "\(port)", pipeline, recording],
            in: folder,
            ready: [.line("ready"), .tcp(port: port)]
        )
        return GStreamerRTSP(port: port, recording: recording, process: process)
    }

    /// The address of `/cam` or `/record`.
    public func url(_ path: String = "/cam") -> String {
        "rtsp://127.0.0.1:\(port)\(path)"
    }

    /// Its process.
    public var processID: Int32 {
        process.processID
    }

    /// What it wrote.
    public var log: String {
        process.log
    }

    /// Ends it in order.
    public func stop() async {
        await process.stop()
    }

    /// Ends it as a crash would.
    public func kill() async {
        await process.kill()
    }

    private static let script = """
        sys, gi = __import__("sys"), __import__("gi")
        gi.require_version("Gst", "1.0")
        gi.require_version("GstRtspServer", "1.0")
        from gi.repository import GLib, Gst, GstRtspServer
        Gst.init(None)
        port, pipeline, recording = sys.argv[1:4]
        server = GstRtspServer.RTSPServer()
        server.set_address("127.0.0.1")
        server.set_service(port)
        play = GstRtspServer.RTSPMediaFactory()
        play.set_launch("( " + pipeline + " )")
        play.set_shared(True)
        record = GstRtspServer.RTSPMediaFactory()
        record.set_transport_mode(GstRtspServer.RTSPTransportMode.RECORD)
        record.set_launch("( rtph264depay name=depay0 ! h264parse ! mpegtsmux ! filesink buffer-mode=unbuffered location=" + recording + " )")
        record.set_latency(100)
        mounts = server.get_mount_points()
        mounts.add_factory("/cam", play)
        mounts.add_factory("/record", record)
        if server.attach(None) == 0:
            sys.exit("cannot listen at port " + port)
        print("ready", flush=True)
        GLib.MainLoop().run()

        """
}
