import LabModel
import LabTesting

/// Two clocks and a network between them whose truth is known: the streamer's clock wanders against the receiver's,
/// may be stepped, and questions about the time take any time there and back.
struct SimulatedClocks {
    /// When the simulation begins, by the receiver's clock.
    static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    /// A step of the streamer's clock.
    struct Step {
        var at: Double
        var size: Double
    }

    /// Seconds after the start at which the drift changes, ascending from 0, with the offset there and the drift from
    /// there on.
    private var bends: [(at: Double, offset: Double, drift: Double)] = []
    private(set) var steps: [Step] = []

    /// Clocks with a constant drift.
    init(offset: Double, drift: Double = 0, steps: [Step] = []) {
        bends = [(0, offset, drift)]
        self.steps = steps
    }

    /// Clocks that start anywhere within 10 s of each other and change their drift now and then.
    init(seconds: Double, driftLimit: Double, steps: [Step] = [], using random: inout SeededGenerator) {
        self.steps = steps
        var at = 0.0
        var offset = Double.random(in: -10...10, using: &random)
        while at < seconds {
            // The limit itself is drawn often, because that is where a bound would break.
            let drift =
                [-driftLimit, driftLimit, .random(in: -driftLimit...driftLimit, using: &random)]
                .randomElement(using: &random) ?? 0
            bends.append((at, offset, drift))
            let length = Double.random(in: 1...20, using: &random)
            offset += drift * length
            at += length
        }
    }

    /// Streamer clock − receiver clock in seconds, as it would be without the steps from one of them on.
    func offset(at instant: Double, steps count: Int) -> Double {
        let bend = bends.last { $0.at <= instant } ?? bends[0]
        return bend.offset + bend.drift * (instant - bend.at) + steps.prefix(count).reduce(0) { $0 + $1.size }
    }

    /// How many steps lie before an instant.
    func stepsBefore(_ instant: Double) -> Int {
        steps.count { $0.at <= instant }
    }

    /// Streamer clock − receiver clock in seconds.
    func offset(at instant: Double) -> Double {
        offset(at: instant, steps: stepsBefore(instant))
    }

    /// What the receiver's clock reads, seconds after the start.
    static func received(_ instant: Double) -> WallTime {
        start + .seconds(instant)
    }

    /// What the streamer's clock reads at the same time.
    func streamed(_ instant: Double) -> WallTime {
        Self.received(instant) + .seconds(offset(at: instant))
    }

    /// A question asked at an instant, that took so long there, to answer, and back; in seconds.
    func exchange(at asked: Double, there: Double, thinking: Double = 0, back: Double) -> ClockExchange {
        let came = asked + there
        let left = came + thinking
        return ClockExchange(
            t1: Self.received(asked),
            t2: streamed(came),
            t3: streamed(left),
            t4: Self.received(left + back),
            answer: nil
        )
    }
}
