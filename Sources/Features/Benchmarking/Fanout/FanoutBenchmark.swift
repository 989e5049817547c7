internal import Foundation
internal import LabModel
internal import Machine

/// A thousand viewers of one stream: what they cost, what they miss and how late their pictures are; then twenty who
/// never read.
struct FanoutBenchmark: Benchmark {
    let name = "fanout_1000_viewers"
    let about = "1,000 viewers of 2 Mbit/s: cores, memory, losses, due time to whole picture; 20 who never read"

    let executables: String
    private let frameRate = 30
    private let clock = SystemClock()

    init(executables: String) {
        self.executables = executables
    }

    func measure() throws -> [Figure] {
        try LoopbackConnection.allow(4_096)
        let folder = try WorkFolder()
        let streamer = try BenchStreamer(
            executables: executables,
            arguments: ["--size", "1280x720", "--fps", "\(frameRate)", "--bitrate", "2M"],
            seconds: 90,
            folder: folder
        )
        let origin = try origin(port: streamer.port)
        let crowd = ViewerCrowd(port: streamer.port, clock: clock)
        for count in 1...1_000 {
            try crowd.join(isReading: true)
            if count.isMultiple(of: 50) { crowd.watch(until: after(0.02)) }
        }
        crowd.watch(until: after(2))
        let start = (cpu: streamer.program.cpuSeconds, at: clock.monotonicNow())
        crowd.isMeasuring = true
        crowd.watch(until: after(10))
        let end = (cpu: streamer.program.cpuSeconds, at: clock.monotonicNow())
        let delays = delays(crowd.deliveries, origin: origin)
        for _ in 0..<20 { try crowd.join(isReading: false) }
        let stuck = clock.monotonicNow()
        crowd.watch(until: after(20), orNobodyIdle: true)
        let gone = crowd.idle == 0 ? (clock.monotonicNow() - stuck).seconds : .infinity
        guard let before = start.cpu, let after = end.cpu, let memory = streamer.program.megabytes("VmHWM"),
            delays.count > 270_000, delays[0] > 0
        else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(delays.count) pictures of 300,000 were whole")
        }
        let counters = StreamerMetricsText.decode(try LoopbackConnection.body("/metrics", port: streamer.port))
        let cut = (counters?.viewersCut.values.reduce(0, +) ?? 1_000) - (20 - crowd.idle)
        return [
            Figure(name: name + ".cores", value: (after - before) / (end.at - start.at).seconds, unit: "cores"),
            Figure(name: name + ".peak_memory", value: memory, unit: "MB"),
            Figure(name: name + ".due_to_whole_p50", value: delays[delays.count / 2], unit: "ms"),
            Figure(name: name + ".due_to_whole_p99", value: delays[delays.count * 99 / 100], unit: "ms"),
            Figure(name: name + ".missing", value: Double(crowd.missing), unit: "packets"),
            Figure(name: name + ".cut", value: Double(max(cut, crowd.lost)), unit: "viewers"),
            Figure(name: name + ".never_reading_gone", value: gone, unit: "s"),
        ]
    }

    private func after(_ seconds: Double) -> MonotonicTime {
        clock.monotonicNow() + .seconds(seconds)
    }

    /// The instant at which frame 0 was due: a frame's stamp is its due time and the tick's lateness, so the earliest of
    /// several answers is the best.
    private func origin(port: UInt16) throws -> WallTime {
        var found: WallTime?
        for _ in 0..<30 {
            let text = try LoopbackConnection.body("/clock?t1=1", port: port)
            let answer = try JSONDecoder().decode(ClockAnswer.self, from: Data(text.utf8))
            if let number = answer.newestFrame, let stamp = answer.newestStamp {
                let due = stamp - .seconds(Double(number.rawValue) / Double(frameRate))
                found = found.map { min($0, due) } ?? due
            }
            clock.blockUntil(clock.monotonicNow() + .milliseconds(20))
        }
        guard let found else { throw BenchmarkError.wrongWork(benchmark: name, reason: "no frame has a stamp") }
        return found
    }

    /// Sorted delays in ms.
    private func delays(_ deliveries: [(presentation: Int64, at: WallTime)], origin: WallTime) -> [Double] {
        deliveries.map { delivery in
            (delivery.at - (origin + .seconds(Double(delivery.presentation) / 90_000))).seconds * 1_000
        }.sorted()
    }
}
