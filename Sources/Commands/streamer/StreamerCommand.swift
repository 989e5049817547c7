import ArgumentParser
import LabCommand

/// The streamer's root command.
@main struct StreamerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "streamer",
        abstract: "Make a stream whose every frame says when it was made, and serve it over HTTP.",
        discussion: """
            EXAMPLES
              streamer
              streamer --size 1280x720 --fps 30 --port 0 --ready-file ready.json
              streamer --push rtmp://127.0.0.1/live/cam --push 'srt://127.0.0.1:9000?latency=120'
              streamer --content film.mp4 --video-type PRERECORDED --host 0.0.0.0
              streamer --size 1280x720 --ladder 720p,480p,240p --part-duration 100ms
              streamer render --frames 300 --fps 30 --out marked.mp4

            EXIT CODES
              0 done or stopped, 1 failed, 2 wrong usage
            """,
        version: LabVersion.text(of: "streamer"),
        subcommands: [ServeCommand.self, RenderCommand.self],
        defaultSubcommand: ServeCommand.self
    )

    static func main() async {
        await CommandRunner.main(Self.self)
    }
}
