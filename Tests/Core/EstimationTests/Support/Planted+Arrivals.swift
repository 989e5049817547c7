import LabModel

@testable import Estimation

extension Planted {
    /// Frame n, stamped at n × 40 ms, arrives at an instant, in milliseconds from the origin, and is decoded 2 ms later.
    mutating func deliver(_ number: Int, atMs: Double, epoch: UInt16 = 0, edit: (inout Sample) -> Void = { _ in }) {
        show(number, delayMs: atMs + 2 - Double(number) * 40, epoch: epoch) { sample in
            sample.arrival = Planted.at(ms: atMs)
            edit(&sample)
        }
    }

    /// Frames arrive as long after their stamps as each other, but for some.
    mutating func deliver(_ numbers: Range<Int>, lateMs: Double, except late: [Int: Double] = [:], epoch: UInt16 = 0) {
        for number in numbers {
            deliver(number, atMs: Double(number) * 40 + (late[number] ?? lateMs), epoch: epoch)
        }
    }

    /// The players' figures; nil where there are none.
    var playout: Summary.Playout? {
        summarize().playout
    }

    /// What the players are given; nil where no picture can be played.
    var timeline: PlayoutTimeline? {
        let run = MeasuredRun(trace, options: .init())
        return PlayoutTimeline(trace, ledger: run.ledger, clock: StampClock(trace, ledger: run.ledger))
    }
}

extension Summary.Playout {
    /// The stalled ratio of the fixed player at the last point of its curve that is not above a delay.
    func stalledRatio(notAbove delayMs: Double) -> Double? {
        fixed.last { $0.delayMs <= delayMs }?.stalledRatio
    }
}
