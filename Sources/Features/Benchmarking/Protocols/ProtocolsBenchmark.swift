internal import Foundation
internal import LabModel
internal import Machine

/// What each protocol costs on loopback, one after the other, each with a streamer and a receiver of its own.
struct ProtocolsBenchmark: Benchmark {
    let name = "protocols_720p30"
    let about = "delays, losses and CPU time by each protocol on loopback, 1280x720 at 30 fps for 10 s"

    let executables: String

    private static let frameRate = 30
    private static let seconds = 10
    /// Fewer frames than half are no stream; what is lost besides is a figure.
    private static let least = frameRate * seconds / 2
    /// The streamer outlives the slowest start, ten seconds of stream and the wait for its end.
    private static let streamerSeconds = 120
    /// A caller may be faster than the streamer's listener.
    private static let attempts = 3

    func measure() throws -> [Figure] {
        try ProtocolPath.all.flatMap(measure)
    }

    private func measure(_ path: ProtocolPath) throws -> [Figure] {
        let folder = try WorkFolder()
        let nginx = path.server == .nginx ? try BenchServer.nginx(in: folder) : nil
        let port = try nginx?.port ?? BenchServer.freePort(datagrams: path.usesDatagrams)
        let streamer = try BenchStreamer(
            executables: executables,
            arguments: ["--image-size", "2", "--fps", "\(Self.frameRate)"]
                + (path.push.map { ["--push", ProtocolPath.address($0, port: port, streamer: 0)] } ?? []),
            seconds: Self.streamerSeconds,
            folder: folder
        )
        let source = "http://127.0.0.1:\(streamer.port)/live.ts"
        let gstreamer = path.server == .gstreamer ? try BenchServer.gstreamer(source: source, in: folder) : nil
        let playback = ProtocolPath.address(path.playback, port: gstreamer?.port ?? port, streamer: streamer.port)
        let figures = try receive(path, from: playback, of: streamer, folder: folder)
        withExtendedLifetime((nginx, gstreamer, streamer)) {}
        return figures
    }

    private func receive(
        _ path: ProtocolPath,
        from playback: String,
        of streamer: BenchStreamer,
        folder: WorkFolder
    ) throws -> [Figure] {
        let file = folder.file("summary.json")
        let receiver = ChildProcess(
            executable: executables + "/receiver",
            arguments: [playback] + path.options + [
                "--clock", "http://127.0.0.1:\(streamer.port)/clock",
                "--stream", "http://127.0.0.1:\(streamer.port)/stream",
                "--id", "bench", "--duration", "\(Self.seconds)", "--start-limit", "30", "--json",
                "--db", folder.file("bench.sqlite"),
            ],
            output: file
        )
        let (cost, wall, streamerCost) = try cost(of: receiver, beside: streamer)
        let summary = try SummaryJSON.decode(try String(contentsOfFile: file, encoding: .utf8))
        let row = DelayFigures(benchmark: name, name: path.name, title: path.title)
        return try row.delays(of: summary, least: Self.least) + [
            row.figure("streamer_cpu", streamerCost / wall, "streamer", unit: "cores"),
            row.figure("receiver_cpu", cost / wall, "receiver", unit: "cores"),
        ]
    }

    /// Seconds of CPU time and of time while the receiver ran, and the streamer's CPU time meanwhile.
    private func cost(
        of receiver: ChildProcess,
        beside streamer: BenchStreamer
    ) throws -> (cpu: Double, wall: Double, streamer: Double) {
        let clock = SystemClock()
        var attempt = 1
        while true {
            let (before, start) = (streamer.program.cpuSeconds, clock.monotonicNow())
            do {
                let cpu = try receiver.cpuSeconds()
                guard let before, let after = streamer.program.cpuSeconds else {
                    throw BenchmarkError.wrongWork(benchmark: name, reason: "the streamer ended")
                }
                return (cpu, (clock.monotonicNow() - start).seconds, after - before)
            } catch BenchmarkError.process where attempt < Self.attempts {
                attempt += 1
                clock.blockUntil(clock.monotonicNow() + .seconds(1))
            }
        }
    }
}
