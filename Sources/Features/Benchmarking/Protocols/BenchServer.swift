internal import Foundation
internal import Glibc
internal import LabModel
internal import Machine

/// A server of others that stands between streamer and receiver for a benchmark; it ends with its owner.
struct BenchServer {
    /// The port of RTMP or RTSP on 127.0.0.1.
    let port: Int
    private let program: RunningProgram

    /// Each wait is so long, and there are so many: 10 s.
    private static let pause = Latency.milliseconds(50)
    private static let pauses = 200

    private static let nginxPlaces = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/local/nginx/sbin/nginx"]
    private static let modulePlaces = [
        "/usr/lib/nginx/modules/ngx_rtmp_module.so", "/usr/lib64/nginx/modules/ngx_rtmp_module.so",
        "/usr/local/nginx/modules/ngx_rtmp_module.so", "/usr/share/nginx/modules/ngx_rtmp_module.so",
    ]

    /// Starts nginx with its RTMP module, which relays `rtmp://127.0.0.1:PORT/live/…`.
    /// - Throws: ``BenchmarkError/process(command:reason:)``, ``BenchmarkError/wrongWork(benchmark:reason:)``.
    static func nginx(in folder: WorkFolder) throws -> BenchServer {
        let port = try freePort(datagrams: false)
        let files = FileManager.default
        guard let module = modulePlaces.first(where: files.fileExists) else {
            throw BenchmarkError.process(command: "nginx", reason: "its module ngx_rtmp_module.so is not installed")
        }
        let text = """
            load_module \(module);
            daemon off;
            \(geteuid() == 0 ? "user root;" : "")
            worker_processes 1;
            pid \(folder.file("nginx.pid"));
            error_log stderr;
            events { worker_connections 64; }
            rtmp { access_log off; server { listen 127.0.0.1:\(port); chunk_size 4096; application live { live on; } } }

            """
        let configuration = folder.file("nginx.conf")
        try Data(text.utf8).write(to: URL(filePath: configuration))
        let command = ChildProcess(
            executable: nginxPlaces.first(where: files.isExecutableFile) ?? "nginx",
            arguments: ["-e", "stderr", "-p", folder.path, "-c", configuration]
        )
        return try start(command, port: port)
    }

    /// Starts GStreamer's RTSP server, which fetches a transport stream when somebody asks for `/cam`.
    /// - Throws: ``BenchmarkError/process(command:reason:)``, ``BenchmarkError/wrongWork(benchmark:reason:)``.
    static func gstreamer(source: String, in folder: WorkFolder) throws -> BenchServer {
        let port = try freePort(datagrams: false)
        let script = folder.file("rtsp.py")
        try Data(rtspScript.utf8).write(to: URL(filePath: script))
        let pipeline =
            "souphttpsrc location=\(source) is-live=true do-timestamp=true ! tsdemux latency=0 ! h264parse "
            + "! rtph264pay name=pay0 pt=96 config-interval=-1"
        // The system's Python is the one that has GStreamer's bindings.
        let command = ChildProcess(executable: "/usr/bin/python3", arguments: [script, "\(port)", pipeline])
        return try start(command, port: port)
    }

    private static func start(_ command: ChildProcess, port: Int) throws -> BenchServer {
        let program = try command.start()
        let clock = SystemClock()
        for _ in 0..<pauses where program.isRunning {
            if let connection = try? TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(1)) {
                connection.close()
                return BenchServer(port: port, program: program)
            }
            clock.blockUntil(clock.monotonicNow() + pause)
        }
        throw BenchmarkError.process(command: command.executable, reason: "it does not listen on port \(port)")
    }

    /// A port of 127.0.0.1 that the system has just given and taken back.
    static func freePort(datagrams: Bool) throws -> Int {
        guard !datagrams else {
            let socket = try UDPSocket.bound(host: "127.0.0.1", port: 0)
            defer { socket.close() }
            return socket.port
        }
        let listener = try TCPListener.open()
        defer { listener.close() }
        return listener.port
    }

    private static let rtspScript = """
        sys, gi = __import__("sys"), __import__("gi")
        gi.require_version("Gst", "1.0")
        gi.require_version("GstRtspServer", "1.0")
        from gi.repository import GLib, Gst, GstRtspServer
        Gst.init(None)
        server = GstRtspServer.RTSPServer()
        server.set_address("127.0.0.1")
        server.set_service(sys.argv[1])
        factory = GstRtspServer.RTSPMediaFactory()
        factory.set_launch("( " + sys.argv[2] + " )")
        factory.set_shared(True)
        server.get_mount_points().add_factory("/cam", factory)
        if server.attach(None) == 0:
            sys.exit("cannot listen")
        GLib.MainLoop().run()

        """
}
