import Estimation
import LabModel
import LabTesting

@testable import Reporting

/// Runs of three providers, four each: `direct` is fast, `ll-hls` comes in parts, `cloud` loses frames now and then.
enum PlantedReport {
    static let providers = ["direct", "ll-hls", "cloud"]

    static func input(providers names: [String] = providers, runs: Int = 4) -> ReportInput {
        var input = ReportInput(
            runs: names.enumerated().flatMap { index, name in
                let place = providers.firstIndex(of: name) ?? index
                return (0..<runs).map { run(name, place: place, number: $0) }
            },
            generatedAt: Planted.start + .seconds(86_400),
            toolVersion: "1.2.3"
        )
        input.command = "glasslab report --provider direct --provider ll-hls --provider cloud --format html"
        return input
    }

    /// Made once: every test looks at the same runs.
    private static let made = (0..<3).map { place in (0..<4).map { plant(providers[place], place: place, number: $0) } }

    static func run(_ provider: String, place: Int, number: Int) -> ReportRun {
        guard place < 3, number < 4, providers[place] == provider else {
            return plant(provider, place: place, number: number)
        }
        return made[place][number]
    }

    private static func plant(_ provider: String, place: Int, number: Int) -> ReportRun {
        var random = SeededGenerator(seed: UInt64(place * 100 + number + 1))
        let base = [45.0, 420, 260][place % 3] + Double(number * 7 % 4)
        let delays = (0..<600).map { index -> Double in
            let late = random.next(upperBound: 100 as UInt64) == 0 ? 60.0 : 0
            let wave = Double(index * 13 % 40) / 10
            return base + wave + Double(random.next(upperBound: 1_000 as UInt64)) / 200 + late
        }
        var run = ReportRun(summary: summary(provider, place: place, number: number, delays: delays))
        run.digest = digest(delays, place: place, number: number)
        if number == 0 {
            run.worst = [
                ReportMoment(WorstMoment(metric: "VMAF", score: 41.37 + Double(place), number: 217, atSeconds: 7.2))
            ]
        }
        return run
    }

    private static func summary(_ provider: String, place: Int, number: Int, delays: [Double]) -> Summary {
        var summary = place % 3 == 1 ? Planted.segmented : Planted.quiet
        summary.run = Planted.run(id: "night-\(number + 1)")
        summary.run.provider = provider
        summary.run.uuid = "0199d0f0-1111-7222-8333-4444\(place)\(number)556666"
        summary.run.startedAt = (Planted.start + .seconds(Double(place * 60 + number * 600))).iso8601
        summary.run.durationS = 20
        summary.run.settings = settings(place: place)
        summary.run.versions = ["glasslab": "1.2.3", "libavcodec": "59.37.100"]
        summary.run.machine = ["hostname": .text("lab-\(place)"), "cores": .integer(2), "cpu": .text("<some> CPU")]
        summary.frameDelayMs = distribution(delays)
        summary.arrivalDelayMs = distribution(delays.map { $0 - 1.5 })
        let lost = place % 3 == 2
        summary.signalDelayMs = SignalDelay(
            values: distribution(delays.map { $0 + (lost ? 8 : 0) }),
            censored: lost ? 2 : 0,
            lowerBound: lost ? ["max"] : []
        )
        (summary.frames.expected, summary.frames.marked) = (600, lost ? 580 : 600)
        (summary.frames.dropped, summary.frames.unresolved) = (lost ? 18 : 0, lost ? 2 : 0)
        summary.frames.decoded = 605
        if lost {
            (summary.freezes.count, summary.freezes.totalMs, summary.freezes.longestMs) = (2, 910, 530)
            summary.warnings = [
                RunWarning(code: .censored, text: "2 frames were never seen.", remedy: "Drain longer, with --drain.")
            ]
            summary.events = [
                RunEvent(tS: 8.5, code: "reconnected", text: "the connection was lost and stood again after 0.5 s")
            ]
        }
        summary.clock.method = .http
        (summary.clock.offsetMs, summary.clock.errorBoundMs, summary.clock.errorBoundMaxMs) = (1.25, 0.21, 0.4)
        (summary.clock.driftPpm, summary.clock.minRttMs, summary.clock.exchanges) = (2.1, 0.4, 20)
        summary.playout = playout(delays)
        summary.frameRate.periods = (0..<4).map {
            Summary.Period(
                startS: Double($0) * 5,
                frames: 150,
                dropped: 0,
                fps: lost && $0 == 1 ? 26.4 : 30,
                frameDelayMs: delays[0],
                bitrateBps: 2.5e6
            )
        }
        summary.quality = quality(place: place, number: number)
        return summary
    }

    private static func settings(place: Int) -> [String: SettingValue] {
        [
            "on": .text("local"), "cpu": .integer(512), "memory": .number(1), "fps": .number(30),
            "size": .text("1280x720"), "codec": .text("h264"), "bitrate": .text("2500k"), "gop_s": .number(1),
            "video_type": .text("LIVE"), "audio": .flag(false), "duration_s": .number(20), "clock": .text("auto"),
            "protocol": .text(place % 3 == 1 ? "ll-hls" : "libav"), "link": .text("delay=20ms,loss=1%"),
        ]
    }

    private static func quality(place: Int, number: Int) -> Summary.Quality {
        var quality = Summary.Quality()
        var scores = Summary.Scores()
        (scores.psnrYDb, scores.ssimY, scores.vmaf) = (41.2 - Double(place), 0.985, 94.1 - Double(place * 2 + number))
        quality.matched = scores
        scores.vmaf = 90.5 - Double(place * 4 + number)
        quality.asDisplayed = scores
        (quality.everyN, quality.framesScored, quality.vmafModel) = (1, 600, "v0.6.1")
        return quality
    }

    private static func playout(_ delays: [Double]) -> Summary.Playout {
        let sorted = delays.sorted()
        var playout = Summary.Playout()
        (playout.leastDelayNoStallMs, playout.operatingDelayMs) = (sorted[599] + 1, sorted[598])
        playout.fixed = (0..<32).map { step in
            let delay = sorted[0] * (1 + Double(step) / 40)
            return .init(delayMs: delay, stalledRatio: Double(sorted.count { $0 > delay }) / 600)
        }
        playout.rebuffering = (0..<32).map { step in
            let delay = sorted[0] * (1.02 + Double(step) / 40)
            return .init(
                bufferMs: Double(step * 5),
                meanDelayMs: delay,
                endDelayMs: delay + 5,
                stalls: max(0, 12 - step),
                stalledRatio: Double(sorted.count { $0 > delay }) / 900
            )
        }
        return playout
    }

    static func distribution(_ values: [Double]) -> Distribution {
        let sorted = values.sorted()
        var result = Distribution()
        result.n = sorted.count
        (result.min, result.p5, result.p25, result.p50) = (sorted[0], sorted[30], sorted[150], sorted[300])
        (result.p75, result.p95, result.p99, result.max) = (sorted[450], sorted[570], sorted[594], sorted[599])
        result.mean = values.reduce(0, +) / Double(values.count)
        result.stddev = 4
        result.ci95P50 = [sorted[290], sorted[310]]
        result.ci95P95 = [sorted[562], sorted[578]]
        return result
    }

    private static func digest(_ delays: [Double], place: Int, number: Int) -> RunDigest {
        var digest = RunDigest()
        digest.frameDelay = DelayHistogram(delays)
        digest.signalDelay = DelayHistogram(delays.map { $0 + (place % 3 == 2 ? 8 : 0) })
        digest.censored = place % 3 == 2 ? 2 : 0
        digest.delays = (0..<100).map { index in
            var stretch = DelayStretch(startS: Double(index) / 5, lengthS: 0.2)
            let part = delays[index * 6..<index * 6 + 6].sorted()
            guard place % 3 != 2 || index < 40 || index > 44 else { return stretch }
            (stretch.frames, stretch.minMs, stretch.medianMs, stretch.maxMs) = (6, part[0], part[3], part[5])
            return stretch
        }
        digest.clock = (0..<20).map {
            ClockStretch(startS: Double($0), lengthS: 1, offsetMs: 1.2 + Double($0) * 0.002, boundMs: 0.21)
        }
        if place % 3 == 2 {
            digest.marks = [
                DigestMark(.freeze, startS: 8, lengthS: 0.53), DigestMark(.reconnect, startS: 8.1, lengthS: 0.5),
                DigestMark(.drop, startS: 8.9, frames: 18), DigestMark(.stall, startS: 14, lengthS: 1.2),
            ]
        }
        return digest
    }
}
