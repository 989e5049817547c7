public import LabModel

/// srt-live-transmit between two listeners: what a caller sends to one, a caller of the other gets.
public final class SRTTransmit: Sendable {
    /// How it is set up.
    public struct Settings: Sendable, Hashable {
        /// What senders must know, 10 to 79 characters; nil for none.
        public var inPassphrase: String?
        /// What receivers must know; nil for none.
        public var outPassphrase: String?
        /// The latency of both sides.
        public var latency = Latency.milliseconds(120)
        /// Where senders call; nil takes a free port.
        public var inPort: Int?
        /// Where receivers call; nil takes a free port.
        public var outPort: Int?

        /// Makes settings without passphrases, on free ports.
        public init() {}
    }

    /// The settings with the ports that were taken.
    public let settings: Settings

    private let process: ServerProcess

    private init(settings: Settings, process: ServerProcess) {
        self.settings = settings
        self.process = process
    }

    /// Starts it and waits until both of its ports are bound.
    ///
    /// - Parameter settings: how it is set up.
    /// - Returns: the relay; it ends at the latest when nobody holds it.
    /// - Throws: ``ServerProcess/Failure``.
    public static func start(_ settings: Settings = Settings()) async throws -> SRTTransmit {
        var settings = settings
        let inPort = try settings.inPort ?? LoopbackPort.freeUDP()
        let outPort = try settings.outPort ?? LoopbackPort.freeUDP()
        settings.inPort = inPort
        settings.outPort = outPort
        let process = try await ServerProcess.start(
            [
                "/usr/bin/srt-live-transmit", "-loglevel:note",
                address(inPort, latency: settings.latency, passphrase: settings.inPassphrase),
                address(outPort, latency: settings.latency, passphrase: settings.outPassphrase),
            ],
            in: try TemporaryFolder(),
            ready: [.udp(port: inPort), .udp(port: outPort)]
        )
        return SRTTransmit(settings: settings, process: process)
    }

    /// Where senders call: `srt://127.0.0.1:PORT?mode=caller`; a passphrase is to be added.
    public var inURL: String {
        "srt://127.0.0.1:\(settings.inPort ?? 0)?mode=caller"
    }

    /// Where receivers call: `srt://127.0.0.1:PORT?mode=caller`; a passphrase is to be added.
    public var outURL: String {
        "srt://127.0.0.1:\(settings.outPort ?? 0)?mode=caller"
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

    private static func address(_ port: Int, latency: Latency, passphrase: String?) -> String {
        // Its own unit of latency is the millisecond.
        let secret = passphrase.map { "&passphrase=\($0)" } ?? ""
        return "srt://127.0.0.1:\(port)?mode=listener&latency=\(latency.nanoseconds / 1_000_000)\(secret)"
    }
}
