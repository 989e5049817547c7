import Foundation
public import LabModel

/// nginx with its RTMP module: RTMP in; HLS, DASH and RTMP out; HTTP PUT in.
public final class NginxServer: Sendable {
    /// How it is set up.
    public struct Settings: Sendable, Hashable {
        /// How long its own HLS and DASH fragments are at least; they are cut at keyframes.
        public var fragment = Latency.seconds(1)
        /// How much its playlists hold.
        public var playlistLength = Latency.seconds(6)
        /// Renditions of a master playlist: pushed to `NAME` + suffix, told of in `/hls/NAME.m3u8`.
        public var ladder: [Rung] = []
        /// Whether anybody may push over RTMP.
        public var allowsPublishing = true
        /// `user:password` without which `/put/` answers 401; nil lets anybody put.
        public var putCredentials: String?
        /// Where RTMP listens; nil takes a free port.
        public var rtmpPort: Int?
        /// Where HTTP listens; nil takes a free port.
        public var httpPort: Int?

        /// Makes settings with one rendition, anybody allowed, on free ports.
        public init() {}
    }

    /// One rendition of a ladder.
    public struct Rung: Sendable, Hashable {
        /// What its stream's name ends with, such as `_low`.
        public var suffix: String
        /// What the master playlist says that it takes.
        public var bandwidth: DataRate

        /// Makes a rung.
        public init(suffix: String, bandwidth: DataRate) {
            self.suffix = suffix
            self.bandwidth = bandwidth
        }
    }

    /// The settings with the ports that were taken: starting with them again puts the server where it was.
    public let settings: Settings
    /// The server's own folder: `hls`, `dash` and `put` hold what it serves.
    public let folder: TemporaryFolder

    private let process: ServerProcess

    private init(settings: Settings, folder: TemporaryFolder, process: ServerProcess) {
        self.settings = settings
        self.folder = folder
        self.process = process
    }

    /// Starts nginx and waits until both ports accept connections.
    ///
    /// - Parameters:
    ///   - settings: how it is set up.
    ///   - folder: where its files are; nil makes a new one.
    /// - Returns: the server; it ends at the latest when nobody holds it.
    /// - Throws: ``ServerProcess/Failure``.
    public static func start(
        _ settings: Settings = Settings(),
        in folder: TemporaryFolder? = nil
    ) async throws -> NginxServer {
        var settings = settings
        settings.rtmpPort = try settings.rtmpPort ?? LoopbackPort.free()
        settings.httpPort = try settings.httpPort ?? LoopbackPort.free()
        let folder = try folder ?? TemporaryFolder()
        for name in ["hls", "dash", "put", "tmp"] {
            try FileManager.default.createDirectory(atPath: folder.file(name), withIntermediateDirectories: true)
        }
        let configuration = NginxConfiguration(settings: settings, folder: folder.path)
        try Data(configuration.text.utf8).write(to: URL(filePath: folder.file("nginx.conf")))
        if let users = configuration.users {
            try Data(users.utf8).write(to: URL(filePath: folder.file("users")))
        }
        let process = try await ServerProcess.start(
            ["/usr/sbin/nginx", "-e", "stderr", "-p", folder.path, "-c", folder.file("nginx.conf")],
            in: folder,
            ready: [.tcp(port: settings.rtmpPort ?? 0), .tcp(port: settings.httpPort ?? 0)],
            hasWorkers: true
        )
        return NginxServer(settings: settings, folder: folder, process: process)
    }

    /// Where a stream is pushed to, and played from, over RTMP.
    public func rtmp(_ name: String) -> String {
        "rtmp://127.0.0.1:\(settings.rtmpPort ?? 0)/live/\(name)"
    }

    /// An address of its HTTP server: `/hls/NAME.m3u8`, `/dash/NAME.mpd`, `/put/…`, `/stat`.
    public func http(_ path: String) -> String {
        "http://127.0.0.1:\(settings.httpPort ?? 0)\(path)"
    }

    /// Its process.
    public var processID: Int32 {
        process.processID
    }

    /// What it wrote, among it each request and each published stream.
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
}
