import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Streaming

/// Writes marked files.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Write a marked video file; its marks say exact tick times from now on."
    )

    @OptionGroup var picture: PictureOptions

    @Option(help: "How many frames.")
    var frames: String

    @Option(name: .shortAndLong, help: "The file; its extension names the container: mp4, mkv, ts and others.")
    var out: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        LabLogging.bootstrap(console: console, verbose: standard.verbose)
        let settings = try standard.settings()
        let stream = try picture.settings(from: settings, environment: OldEnvironment())
        let file = try settings.required(.out, flag: out, as: .text)
        let kind = SettingKind.integer(in: 1...10_000_000)
        guard let count = kind.parse(frames) else {
            throw CommandError.badValue(frames, source: "--frames", expected: kind.expected)
        }
        let isJSON = try settings.flag(.json, flag: standard.json)
        let description = try await withInterruptHandling { interrupt in
            try await WorkerThread.run(name: "render") {
                Result<StreamDescription, StreamingError> { () throws(StreamingError) in
                    var generator = SystemRandomNumberGenerator()
                    return try StreamRendering.render(
                        stream,
                        frames: count,
                        to: file,
                        clock: SystemClock(),
                        using: &generator,
                        onProgress: { _ in !interrupt.isRequested }
                    )
                }
            }.get()
        }
        if isJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try console.write(String(decoding: try encoder.encode(description), as: UTF8.self) + "\n")
        } else {
            console.note("rendered \(file)")
        }
    }
}
