import LabModel
import LabTesting

@testable import Estimation

/// A run made at random for players, in whole milliseconds.
///
/// It has bursts, late and lost frames, reordering, backlog, repeats, unreadable pictures, access units without a
/// picture, one to three epochs, and presentation times or none.
struct RandomArrivals {
    /// What a player is given, from the planted truth.
    struct Frame {
        var epoch: Int
        /// When it was stamped, in milliseconds from the origin, streamer's clock.
        var media: Int
        /// When it was there, by the same clock.
        var arrival: Int
        var isBacklog: Bool
    }

    private(set) var planted = Planted()
    /// By epoch, then by stamp time.
    private(set) var frames: [Frame] = []
    /// The nominal period.
    let period: Int

    private let offset: Int
    private let isPresented: Bool
    private var random: SeededGenerator
    private var number = 0
    private var media = 0
    /// Frames of this epoch that were stamped later than due.
    private var lateStamps = 0

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        period = Int.random(in: 1...20, using: &random)
        offset = Int.random(in: -300...300, using: &random)
        isPresented = Bool.random(using: &random)
        planted.trace.nominalPeriod = .milliseconds(Double(period))
        planted.trace.end = nil
        planted.trace.endReason = .frameLimit
        planted.clockOffset = .milliseconds(Double(offset))
        let join = Int.random(in: 0...200, using: &random)
        planted.trace.join = Planted.at(ms: Double(join - offset))
        for epoch in 0..<Int.random(in: 1...3, using: &random) {
            addEpoch(epoch, join: join)
            media += Int.random(in: 0...500, using: &random)
        }
    }

    private mutating func addEpoch(_ epoch: Int, join: Int) {
        var sent: [Frame] = []
        var ready = 0
        lateStamps = 0
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            media += Int.random(in: 1...2 * period, using: &random)
            // Bursts: what comes waits now and then for all that follow.
            if Int.random(in: 0..<10, using: &random) == 0 {
                ready = media + Int.random(in: 0...80, using: &random)
            }
            let arrival = max(ready, media + Int.random(in: 1...30, using: &random))
            sent.append(Frame(epoch: epoch, media: media, arrival: arrival, isBacklog: media < join))
        }
        let base = Double(Int.random(in: 0...1_000_000, using: &random))
        for (index, frame) in sent.enumerated() {
            number += 1
            let isEdge = index == 0 || index == sent.count - 1
            let fate = isEdge ? 99 : Int.random(in: 0..<100, using: &random)
            show(frame, fate: fate, presented: base + Double(frame.media))
        }
    }

    private mutating func show(_ frame: Frame, fate: Int, presented: Double) {
        switch fate {
        case 0..<10: return
        case 10..<15 where isPresented && frames.contains { !$0.isBacklog }:
            add(frame, presented: presented) { sample in
                sample.stamp = nil
                sample.unreadable = .noCode
            }
        case 15..<25 where isPresented && lateStamps * 3 < frames.count { $0.epoch == frame.epoch }:
            // Fewer than half of the frames, so that the median does not move.
            lateStamps += 1
            add(frame, presented: presented) { sample in
                sample.stamp?.time = Planted.at(ms: Double(frame.media) + 0.25)
            }
        case 25..<30:
            add(frame, presented: presented)
            add(frame, presented: presented, into: false)
        case 30..<35:
            add(frame, presented: presented, into: false) { $0.decoded = nil }
        default: add(frame, presented: presented)
        }
    }

    private mutating func add(
        _ frame: Frame,
        presented: Double,
        into isGiven: Bool = true,
        edit: (inout Sample) -> Void = { _ in }
    ) {
        let arrival = Planted.at(ms: Double(frame.arrival - offset))
        let presentationTime: Latency? = isPresented ? .milliseconds(presented) : nil
        planted.show(number, epoch: UInt16(frame.epoch)) { sample in
            sample.stamp?.time = Planted.at(ms: Double(frame.media))
            sample.arrival = arrival
            sample.decoded = arrival + .milliseconds(1)
            sample.presentationTime = presentationTime
            edit(&sample)
            if sample.decoded == nil {
                sample.stamp = nil
            }
        }
        if isGiven {
            frames.append(frame)
        }
    }

    /// The run as its metrics see it.
    var measured: MeasuredRun {
        MeasuredRun(planted.trace, options: .init())
    }

    /// What the players are given; nil where no picture can be played.
    var timeline: PlayoutTimeline? {
        let run = measured
        let clock = StampClock(run.trace, ledger: run.ledger)
        return PlayoutTimeline(run.trace, ledger: run.ledger, clock: clock)
    }
}
