internal import Foundation
internal import LabModel

/// How well the streamer's clock is known over loopback, asked by HTTP and by NTP, though both share one machine.
struct ClockBenchmark: Benchmark {
    let name = "clock_bound"
    let about = "the clock's error bound and least round trip over loopback, by /clock and by NTP, 10 s each"

    let executables: String

    func measure() throws -> [Figure] {
        let folder = try WorkFolder()
        let streamer = try BenchStreamer(
            executables: executables,
            arguments: ["--image-size", "0", "--fps", "25"],
            seconds: 60,
            folder: folder
        )
        return try ["http", "ntp"].flatMap { kind in
            let address =
                kind == "ntp" ? "ntp://127.0.0.1:\(streamer.port)" : "http://127.0.0.1:\(streamer.port)/clock"
            return try figures(kind, of: clock(kind, asking: address, of: streamer, folder))
        }
    }

    private func clock(
        _ kind: String,
        asking address: String,
        of streamer: BenchStreamer,
        _ folder: WorkFolder
    ) throws -> Summary.Clock {
        let file = folder.file("\(kind).json")
        let receiver = ChildProcess(
            executable: executables + "/receiver",
            arguments: [
                "http://127.0.0.1:\(streamer.port)/live.ts", "--clock", address, "--id", kind, "--duration", "10",
                "--json", "--db", folder.file("bench.sqlite"),
            ],
            output: file
        )
        _ = try receiver.cpuSeconds()
        return try SummaryJSON.decode(try String(contentsOfFile: file, encoding: .utf8)).clock
    }

    /// The figures of a run whose clock was asked as it should have been.
    func figures(_ kind: String, of clock: Summary.Clock) throws -> [Figure] {
        guard clock.method.rawValue == kind, clock.exchanges >= 20, let bound = clock.errorBoundMs,
            let roundTrip = clock.minRttMs, let offset = clock.offsetMs
        else {
            throw BenchmarkError.wrongWork(
                benchmark: name,
                reason: "\(clock.exchanges) exchanges by \(clock.method.rawValue)"
            )
        }
        return [
            Figure(name: "\(name).\(kind)", value: bound, unit: "ms"),
            // Both processes read one clock: what is measured between them is the error itself.
            Figure(name: "\(name).\(kind)_error", value: abs(offset), unit: "ms"),
            Figure(name: "\(name).\(kind)_round_trip", value: roundTrip, unit: "ms"),
        ]
    }
}
