internal import Foundation
internal import LabModel

/// SRT and RTMP over the same bad link at the same time: one streamer, one clock, the same frames, one report.
struct BadLinkBenchmark: Benchmark {
    let name = "bad_link_720p30"
    let about = "SRT and RTMP at once over a link of delay=20ms,loss=2%, 1280x720 at 30 fps for 10 s"

    let executables: String

    /// What the link does to both, in each direction.
    static let link = "delay=20ms,loss=2%,seed=5"
    /// SRT's latency: time for four trials of what was lost, and more.
    private static let latencyMilliseconds = 400
    /// Fewer frames than half are no stream; what is lost besides is a figure.
    private static let least = 30 * 10 / 2

    private struct Providers: Encodable {
        struct Provider: Encodable {
            var name: String
            var push: String
            var playback: String
        }

        var providers: [Provider]
    }

    func measure() throws -> [Figure] {
        let folder = try WorkFolder()
        let nginx = try BenchServer.nginx(in: folder)
        let file = folder.file("providers.json")
        try providers(rtmp: nginx.port, srt: try BenchServer.freePort(datagrams: true))
            .write(to: URL(filePath: file))
        let output = folder.file("summaries.json")
        let job = ChildProcess(
            executable: executables + "/start-task-and-client",
            arguments: [
                "--id", "bench", "--providers", file, "--provider", "srt", "--provider", "rtmp", "--link", Self.link,
                "--image-size", "2", "--fps", "30", "--duration", "10", "--start-limit", "30", "--json", "--db",
                folder.file("bench.sqlite"),
            ],
            output: output
        )
        _ = try job.cpuSeconds()
        withExtendedLifetime(nginx) {}
        let runs = try SummaryJSON.decode(runs: try String(contentsOfFile: output, encoding: .utf8))
        guard runs.count == 2 else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(runs.count) of 2 runs were measured")
        }
        return try figures(runs[0], "srt", "SRT, latency \(Self.latencyMilliseconds) ms")
            + figures(runs[1], "rtmp", "RTMP through nginx")
    }

    /// The file of both providers.
    func providers(rtmp: Int, srt: Int) throws -> Data {
        let latency = Self.latencyMilliseconds
        let address = "rtmp://127.0.0.1:\(rtmp)/live/bench"
        return try JSONEncoder().encode(
            Providers(providers: [
                .init(
                    name: "srt",
                    push: "srt://127.0.0.1:\(srt)?mode=listener&latency=\(latency)",
                    playback: "srt://127.0.0.1:\(srt)?mode=caller&latency=\(latency * 1_000)"
                ),
                .init(name: "rtmp", push: address, playback: address),
            ])
        )
    }

    private func figures(_ summary: Summary, _ key: String, _ title: String) throws -> [Figure] {
        let row = DelayFigures(benchmark: name, name: key, title: title)
        guard let lost = summary.events.first(where: { $0.code == "link" }).flatMap({ Self.lost(in: $0.text) }),
            lost > 0
        else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(key): the link lost nothing")
        }
        return try row.delays(of: summary, least: Self.least) + [
            row.figure("lost", Double(lost), "lost by the link", unit: "packets")
        ]
    }

    /// How many packets of the stream's direction were lost, as the event of a link says; nil for other texts.
    static func lost(in text: String) -> Int? {
        guard let down = text.firstRange(of: "down ") else { return nil }
        let words = text[down.upperBound...].split(separator: " ")
        return words.count > 2 ? Int(words[2]) : nil
    }
}
