import Foundation
public import LabModel

/// nginx with its RTMP module: RTMP in; HLS, DASH and RTMP out; HTTP PUT in; all of it by TLS too, where that is asked for.
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

        /// What its certificate, signed by itself, is for: `IP:127.0.0.1` or `DNS:name`; nil serves nothing by TLS.
        public var certificate: String?
        /// Where RTMP listens by TLS; nil takes a free port.
        public var rtmpsPort: Int?
        /// Where HTTP listens by TLS; nil takes a free port.
        public var httpsPort: Int?

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
        if let certificate = settings.certificate {
            settings.rtmpsPort = try settings.rtmpsPort ?? LoopbackPort.free()
            settings.httpsPort = try settings.httpsPort ?? LoopbackPort.free()
            try await makeCertificate(of: certificate, in: folder)
        }
        let configuration = NginxConfiguration(settings: settings, folder: folder.path)
        try Data(configuration.text.utf8).write(to: URL(filePath: folder.file("nginx.conf")))
        if let users = configuration.users {
            try Data(users.utf8).write(to: URL(filePath: folder.file("users")))
        }
        let process = try await ServerProcess.start(
            ["/usr/sbin/nginx", "-e", "stderr", "-p", folder.path, "-c", folder.file("nginx.conf")],
            in: folder,
            ready: [settings.rtmpPort, settings.httpPort, settings.rtmpsPort, settings.httpsPort]
                .compactMap { $0 }.map { .tcp(port: $0) },
            hasWorkers: true
        )
        return NginxServer(settings: settings, folder: folder, process: process)
    }

    /// A key and a certificate of a day; those that are there already stay, so that a server comes back as it was.
    private static func makeCertificate(of name: String, in folder: TemporaryFolder) async throws {
        guard !FileManager.default.fileExists(atPath: folder.file("certificate.pem")) else { return }
        let outcome = try await BuiltExecutable.shell(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=lab "
                + "-addext subjectAltName=\(name) -keyout \(folder.file("key.pem")) "
                + "-out \(folder.file("certificate.pem"))"
        )
        guard outcome.exitCode == 0 else {
            throw ServerProcess.Failure(name: "openssl", reason: "made no certificate", log: outcome.errors)
        }
    }

    /// The PEM file of its certificate; there only with ``Settings/certificate``.
    public var certificate: String {
        folder.file("certificate.pem")
    }

    /// The same as ``rtmp(_:)`` by TLS.
    public func rtmps(_ name: String) -> String {
        "rtmps://127.0.0.1:\(settings.rtmpsPort ?? 0)/live/\(name)"
    }

    /// The same as ``http(_:)`` by TLS.
    public func https(_ path: String) -> String {
        "https://127.0.0.1:\(settings.httpsPort ?? 0)\(path)"
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
