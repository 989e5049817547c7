internal import LabModel
internal import Logging
internal import Machine
internal import Media

/// What a target's own thread does: connect, send, and try again when that fails, until no more frames come.
struct PushWorker: Sendable {
    /// A connection that held this long was a good one.
    private static let steady = Latency.seconds(5)

    let target: PushTarget
    let stream: EncodedStream
    let settings: PushSettings
    let box: PushBox
    let interrupt: Interrupt
    let clock: any LabClock
    let logger: Logger

    /// Runs to the end; blocks.
    func run(using generator: inout some RandomNumberGenerator) {
        var backoff = PushBackoff()
        var drops = DropReport(0)
        defer { box.enter(.ended) }
        while box.waitForFrame() {
            let start = clock.monotonicNow()
            guard let error = session(&drops) else { return }
            let isLast = interrupt.isCancelled || box.isFinishing
            // A listener that nobody called did not fail.
            if error != .cancelled || !target.address.isListener || box.phase != .connecting {
                box.enter(.waiting)
            }
            if clock.monotonicNow() - start >= Self.steady {
                backoff.reset()
            }
            let wait = backoff.wait(using: &generator)
            tell(error, retry: isLast ? nil : wait)
            guard !isLast, box.pause(until: clock.monotonicNow() + wait, clock: clock) else { return }
            box.beginAtNewestKeyframe()
        }
    }

    /// One connection, from beginning to end.
    /// - Returns: why it failed; nil when all frames were sent.
    private func session(_ drops: inout DropReport) -> MediaError? {
        box.enter(.connecting)
        do throws(MediaError) {
            let muxer = try PushMuxer.open(
                target.address.forConnection(box.counters.connects + 1),
                stream: stream,
                settings: settings,
                interrupt: interrupt,
                clock: clock
            )
            box.beginAtNewestKeyframe()
            try send(through: muxer, telling: &drops)
            return nil
        } catch {
            return error
        }
    }

    private func send(through muxer: PushMuxer, telling drops: inout DropReport) throws(MediaError) {
        while case .send(let frame) = box.next() {
            do throws(MediaError) {
                try muxer.write(frame.packet, sound: frame.sound)
            } catch {
                box.lost()
                throw error
            }
            box.sent(frame)
            if box.phase != .sending {
                box.enter(.sending)
                logger.info("push_connected", metadata: target.label)
            }
            if let count = drops.news(box.counters.dropped, at: clock.monotonicNow()) {
                let metadata = target.label.merging(["frames": "\(count)"]) { own, _ in own }
                logger.warning("push_dropped", metadata: metadata)
            }
        }
        try muxer.finish()
        box.enter(.idle)
    }

    private func tell(_ error: MediaError, retry: Latency?) {
        if error == .cancelled, box.isFinishing { return }
        var metadata = target.label
        metadata["reason"] = "\(error.what)"
        if case .untrusted = error, let remedy = error.remedy {
            // Nothing in the address is wrong, so nobody would find out alone.
            metadata["reason"] = "\(error.what). \(remedy)"
        }
        metadata["retry_in"] = retry.map { "\(Latency.text(of: $0))" }
        logger.warning("push_failed", metadata: metadata)
    }
}

/// Says at most once a second how many frames were dropped.
struct DropReport {
    private static let interval = Latency.seconds(1)

    private var told: Int
    private var last: MonotonicTime?

    init(_ told: Int) {
        self.told = told
    }

    /// Frames dropped since it last told; nil where there are none or it told a moment ago.
    mutating func news(_ dropped: Int, at now: MonotonicTime) -> Int? {
        guard dropped > told, last.map({ now - $0 >= Self.interval }) ?? true else { return nil }
        defer {
            told = dropped
            last = now
        }
        return dropped - told
    }
}
