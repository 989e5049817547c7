import LabModel

/// Planted runs for reports.
enum Planted {
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    /// The run part of every planted summary.
    static func run(id: String = "test1", attempt: Int = 1, end: EndReason = .duration) -> Summary.RunPart {
        let manifest = RunManifest(
            uuid: "0199d0f0-1111-7222-8333-444455556666",
            id: id,
            attempt: attempt,
            provider: "direct",
            url: "http://127.0.0.1:8080/live.ts",
            startedAt: start,
            settings: [:],
            versions: [:],
            machine: [:]
        )
        return Summary.RunPart(manifest: manifest, startedAt: start.iso8601, endReason: end)
    }

    static func distribution(n: Int, _ values: [Double], intervals: Bool = true) -> Distribution {
        var result = Distribution()
        result.n = n
        (result.min, result.p5, result.p25, result.p50) = (values[0], values[1], values[2], values[3])
        (result.p75, result.p95, result.p99, result.max) = (values[4], values[5], values[6], values[7])
        result.mean = values[3] * 1.1
        result.stddev = 1.2
        result.ci95P50 = intervals ? [values[3] - 0.1, values[3] + 0.12] : nil
        result.ci95P95 = intervals ? [values[5] - 0.5, values[5] + 0.75] : nil
        return result
    }

    /// Ten quiet seconds on one machine.
    static var quiet: Summary {
        var summary = Summary(run: run())
        summary.run.durationS = 10.0
        summary.media.codec = "h264"
        (summary.media.width, summary.media.height, summary.media.fps) = (1_280, 720, 30)
        (summary.frames.expected, summary.frames.expectedMethod, summary.frames.marked) = (300, .clock, 300)
        (summary.frames.filled, summary.frames.dropped, summary.frames.unresolved) = (0, 0, 0)
        (summary.frames.received, summary.frames.decoded, summary.frames.backlog) = (305, 305, 5)
        let delays = [3.9, 4.0, 4.2, 4.41, 4.8, 8.9, 12.1, 14.3]
        summary.frameDelayMs = distribution(n: 300, delays)
        summary.arrivalDelayMs = distribution(n: 300, delays.map { $0 - 1.05 })
        summary.signalDelayMs = SignalDelay(values: distribution(n: 300, delays), censored: 0, lowerBound: [])
        (summary.heldBackFrames.median, summary.heldBackFrames.max) = (0, 0)
        (summary.clock.method, summary.clock.offsetMs) = (.sameHost, 0)
        (summary.clock.errorBoundMs, summary.clock.errorBoundMaxMs, summary.clock.exchanges) = (0, 0, 12)
        (summary.frameRate.meanFps, summary.frameRate.harmonicFps) = (30.0, 29.97)
        summary.startupMs.connect = 0.31
        (summary.startupMs.firstByte, summary.startupMs.firstFrame, summary.startupMs.firstMark) = (1.2, 38.5, 38.9)
        (summary.jitterMs, summary.jitterRfc3550Ms) = (1.31, 0.84)
        (summary.driftMsPerMin, summary.driftCi95) = (0.12, [-0.2, 0.44])
        summary.bitrateBps = 2_512_000
        summary.streamer = streamer
        summary.receiver.cpuCores = 0.08
        (summary.receiver.maxDecodeQueueMs, summary.receiver.peakMemoryMb) = (1.3, 61.4)
        var playout = Summary.Playout()
        (playout.leastDelayNoStallMs, playout.operatingDelayMs) = (14.3, 12.4)
        summary.playout = playout
        return summary
    }

    private static var streamer: Summary.Streamer {
        var streamer = Summary.Streamer()
        (streamer.ticks, streamer.late, streamer.skipped) = (310, 0, 0)
        streamer.latenessMs = Summary.Spread(p50: 0.1, p95: 0.2, max: 1.9)
        streamer.encodeMs = Summary.Spread(p50: 4.4, p95: 5.1, max: nil)
        streamer.cpuCores = 0.31
        return streamer
    }

    /// A run in which much went wrong.
    static var troubled: Summary {
        var summary = quiet
        summary.run = run(id: "rtmp-\u{1B}[31mred", attempt: 2, end: .interrupted)
        summary.run.provider = "cloud one"
        summary.run.durationS = 42.4
        (summary.frames.expected, summary.frames.expectedMethod, summary.frames.marked) = (1_272, .extrapolated, 1_180)
        (summary.frames.filled, summary.frames.dropped, summary.frames.unresolved) = (12, 50, 30)
        summary.frames.decoded = 1_211
        summary.frames.received = 1_213
        (summary.frames.duplicated, summary.frames.repeated, summary.frames.backlog) = (2, 3, 14)
        (summary.frames.unreadable, summary.frames.unreadableBy) = (12, ["torn": 4, "crc": 8])
        (summary.frames.outOfOrder, summary.frames.negativeDelay) = (1, 2)
        let delays = [310.0, 320.0, 340.0, 412.25, 500.0, 1_893.5, 2_210.0, 2_400.0]
        summary.frameDelayMs = distribution(n: 1_180, delays)
        summary.arrivalDelayMs = nil
        summary.signalDelayMs = SignalDelay(
            values: distribution(n: 1_272, delays.map { $0 * 1.2 }),
            censored: 30,
            lowerBound: ["p99", "max"]
        )
        (summary.heldBackFrames.median, summary.heldBackFrames.max) = (1, 3)
        (summary.clock.method, summary.clock.offsetMs, summary.clock.exchanges) = (.http, -12.345_6, 44)
        (summary.clock.errorBoundMs, summary.clock.errorBoundMaxMs, summary.clock.minRttMs) = (0.214, 0.95, 0.41)
        (summary.clock.driftPpm, summary.clock.steps) = (3.2, 1)
        (summary.freezes.count, summary.freezes.totalMs, summary.freezes.longestMs) = (2, 3_410, 2_210)
        (summary.stalls.count, summary.stalls.totalMs, summary.stalls.longestMs) = (1, 2_005, 2_005)
        (summary.reconnects.count, summary.reconnects.gapMs) = (1, 2_300)
        summary.streamer = nil
        summary.startupMs = Summary.StartupPart()
        var joins = Summary.Joins(n: 10, failed: 1)
        joins.firstFrame = SignalDelay(
            values: distribution(n: 10, [200, 210, 240, 300, 340, 400, 420, 430], intervals: false),
            censored: 0,
            lowerBound: []
        )
        joins.firstMark = SignalDelay(
            values: distribution(n: 10, [210, 220, 250, 310, 350, 8_410, 14_430, 15_000], intervals: false),
            censored: 1,
            lowerBound: ["p95", "p99", "max"]
        )
        summary.startupMs.joins = joins
        summary.relativeToControlMs = ControlDelay(
            values: distribution(n: 1_100, delays.map { $0 - 9 }),
            matched: 1_100,
            onlyTest: 80,
            onlyControl: 104
        )
        summary.relativeSignalMs = SignalDelay(
            values: distribution(n: 1_204, delays.map { $0 - 5 }),
            censored: 4,
            lowerBound: ["p99", "max"]
        )
        summary.controlDelayMs = distribution(n: 1_204, delays.map { $0 / 10 }, intervals: false)
        summary.events = [
            RunEvent(tS: 12.04, code: "reconnected", text: "the connection was lost and stood again after 2.3 s"),
            RunEvent(tS: 30.5, code: "clock_step", text: "the streamer's clock was set by 12.0 ms\u{7}"),
        ]
        summary.warnings = [
            RunWarning(
                code: .clockStep,
                text: "A clock was stepped once, so the delays around 30.5 s have no error bound.",
                remedy: "Run chrony with slewing on both machines, and measure again."
            )
        ]
        return summary
    }

    /// Ten seconds of parts of 200 ms.
    static var segmented: Summary {
        var summary = quiet
        summary.run.url = "http://127.0.0.1:8080/hls/stream.m3u8"
        summary.run.provider = "ll-hls"
        summary.arrivalMethod = .readLog
        (summary.media.container, summary.media.variant) = ("hls", "1280x720@2500000")
        var segments = Summary.Segments(count: 61)
        (segments.backlog, segments.hinted, segments.incomplete) = (3, 57, 1)
        (segments.segmentDurationMs, segments.partDurationMs) = (1_000, 200)
        (segments.requestMs, segments.requestP95Ms) = (-199.1, -180.4)
        (segments.firstByteMs, segments.firstByteP95Ms) = (204.5, 212.25)
        (segments.lastByteMs, segments.lastByteP95Ms) = (206, 215)
        (segments.completeMs, segments.completeP95Ms) = (6.9, 14.75)
        summary.segments = segments
        summary.playout?.start = Summary.Start(holdBackMs: 600, delayMs: 812.5, stalledRatio: 0.000_25)
        return summary
    }

    /// A recording without any readable mark: hardly anything is known.
    static var unmarked: Summary {
        var summary = Summary(run: run(end: .noMark))
        (summary.frames.decoded, summary.frames.received) = (150, 150)
        (summary.frames.unreadable, summary.frames.unreadableBy) = (150, ["no_code": 150])
        return summary
    }

    /// Samples at 30 fps with a delay by frame; nil leaves a frame out.
    static func samples(_ count: Int, delayMs: (Int) -> Double?) -> [Sample] {
        (0..<count).compactMap { index in
            guard let delay = delayMs(index) else { return nil }
            let sent = start + .milliseconds(Double(index) * 100 / 3)
            let stamp = FrameStamp(streamID: StreamID(rawValue: 7), number: FrameNumber(UInt32(index)), time: sent)
            return Sample(stamp: stamp, decoded: sent + .milliseconds(delay), clockOffset: .zero)
        }
    }
}
