import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Streaming

/// Streams over HTTP.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "serve", abstract: "Stream over HTTP (the default).")

    @OptionGroup var picture: PictureOptions

    @OptionGroup var origin: OriginOptions

    @Option(help: "The address to listen at. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port; 0 lets the system choose. (default: 8080)")
    var port: String?

    @Option(help: "Frames to make before the stream ends. (default: 200000)")
    var frameLimit: String?

    @Option(help: "How long to stream. (default: until the frame limit)")
    var duration: String?

    @Option(
        help: "Push there too, as often as given: rtmp, rtmps, srt, rtsp, udp, rtp, http and https URLs, or a file."
    )
    var push: [String] = []

    @Option(help: "Write {\"port\",\"pid\",\"stream_id\"} here once the first keyframe exists.")
    var readyFile: String?

    @Option(help: .hidden)
    var exitWith: Int32?

    @Option(help: .hidden, transform: ServeCommand.clockError)
    var clockError: PlantedClockError?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let stream = try streamSettings(from: settings)
        let readyPath = try settings.value(.readyFile, flag: readyFile, as: .text)
        let isJSON = try settings.flag(.json, flag: standard.json)
        let clock = self.clock
        let counters = try await withInterruptHandling { interrupt in
            let streaming = Task {
                var generator = SystemRandomNumberGenerator()
                return try await StreamService.run(
                    stream,
                    clock: clock,
                    using: &generator
                ) { ready in
                    try Self.announce(ready, of: stream, readyFile: readyPath, on: console)
                }
            }
            interrupt.onRequest { streaming.cancel() }
            if let exitWith {
                ProcessWatch.whenEnded(exitWith) { streaming.cancel() }
            }
            return try await streaming.value
        }
        for note in StreamerReport.notes(counters) {
            console.note(note)
        }
        if isJSON {
            try console.write(StreamerReport.json(counters) + "\n")
        }
    }

    /// The machine's clock, made wrong where the lab is to find out.
    private var clock: any LabClock {
        guard let clockError else { return SystemClock() }
        return PlantedClock(SystemClock(), error: clockError)
    }

    private static func clockError(_ text: String) throws -> PlantedClockError {
        guard let error = PlantedClockError(text) else {
            throw CommandError.badValue(text, source: "--clock-error", expected: "NS:PPM:NS")
        }
        return error
    }

    private func streamSettings(from settings: Settings) throws -> StreamSettings {
        var stream = try picture.settings(from: settings, environment: OldEnvironment())
        try origin.apply(settings, to: &stream)
        stream.host = try settings.value(.host, flag: host, default: stream.host, as: .text)
        stream.port = try settings.value(
            .port,
            flag: port,
            default: stream.port,
            as: .integer(in: 0...65_535)
        )
        stream.frameLimit = try settings.value(
            .frameLimit,
            flag: frameLimit,
            default: stream.frameLimit,
            as: .integer(in: 1...Int(UInt32.max))
        )
        stream.push = try settings.values(.push, flags: push, as: .text)
        stream.duration = try settings.value(.duration, flag: duration, as: .positiveDuration)
        // As in other programs; it reaches a streamer that somebody else starts, too.
        stream.authorities = ProcessInfo.processInfo.environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        stream.taskMetadata = ProcessInfo.processInfo.environment["ECS_CONTAINER_METADATA_URI_V4"]
        return stream
    }

    private static func announce(
        _ ready: StreamService.Ready,
        of stream: StreamSettings,
        readyFile: String?,
        on console: Console
    ) throws {
        let description = ready.description
        let name = stream.host.contains(":") ? "[\(stream.host)]" : stream.host
        let path = stream.addresses.first?.path ?? "/"
        console.note(
            "streaming \(description.codec.rawValue) \(description.width)x\(description.height) at "
                + "\(description.fps) fps: http://\(name):\(ready.port)\(path)"
        )
        if let readyFile {
            let own = ProcessInfo.processInfo.processIdentifier
            try ReadyFile.write(readyFile, port: ready.port, processID: own, streamID: description.streamID)
        }
    }
}
