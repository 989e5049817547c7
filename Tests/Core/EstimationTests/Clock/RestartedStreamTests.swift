import LabModel
import LabTesting
import Testing

@testable import Estimation

/// A streamer that is replaced midway by another one, whose stream has another id.
@Suite struct RestartedStreamTests {
    private static let streams = (old: StreamID(rawValue: 7), new: StreamID(rawValue: 8))

    private static func answer(_ exchange: ClockExchange, stream: StreamID, machine: String) -> ClockExchange {
        var exchange = exchange
        exchange.answer = ClockAnswer(
            t1: exchange.t1,
            t2: exchange.t2,
            t3: exchange.t3,
            bootID: machine,
            streamID: stream,
            newestFrame: nil,
            newestStamp: nil
        )
        return exchange
    }

    /// Asked each second within 2 ms; the second machine answers from 10.3 s on.
    private static func exchanges(_ clocks: SimulatedClocks, machines: (String, String)) -> [ClockExchange] {
        (0..<24).map { second in
            let asked = clocks.exchange(at: Double(second), there: 0.001, back: 0.001)
            return second <= 10
                ? answer(asked, stream: streams.old, machine: machines.0)
                : answer(asked, stream: streams.new, machine: machines.1)
        }
    }

    /// A stream of 25 frames a second, shown 3 s late, whose numbers begin anew at 10.3 s.
    private static func run(
        successorOffset: Double,
        machines: (String, String) = ("a", "b"),
        isNamed: Bool = true
    ) -> SteppedStream {
        var random = SeededGenerator(seed: 5)
        let clocks = SimulatedClocks(offset: 0, steps: [SimulatedClocks.Step(at: 10.3, size: successorOffset)])
        var shape = SteppedStream.Shape()
        shape.delays = 3...3.02
        var stream = SteppedStream(clocks, seconds: 20, shape: shape, using: &random)
        for index in stream.samples.indices where stream.stampedAt[index] >= 10.3 {
            let number = stream.samples[index].stamp?.number?.rawValue ?? 0
            stream.samples[index].stamp?.streamID = streams.new
            stream.samples[index].stamp?.number = FrameNumber(number - 258)
        }
        let asked = exchanges(clocks, machines: machines)
        ClockFit(exchanges: isNamed ? asked : asked.map(\.unnamed)).correct(&stream.samples)
        return stream
    }

    @Test(arguments: [-1.0, -2.5, 0.5, -0.02])
    func eachStreamKeepsItsOwnMachinesOffset(successorOffset: Double) {
        let stream = Self.run(successorOffset: successorOffset)
        #expect(stream.check().outside.isEmpty)
        for (index, sample) in stream.samples.enumerated() {
            let decoded = sample.decoded.map { ($0 - SimulatedClocks.start).seconds } ?? 0
            #expect(abs((sample.frameDelay?.seconds ?? 0) - 3.01) < 0.012, "\(index)")
            // Nothing is known only between the exchanges around the change.
            #expect((sample.clockErrorBound == nil) == (10...11.002).contains(decoded), "\(index)")
        }
    }

    @Test func onOneMachineStreamAndClockMayHaveChangedInEitherOrder() {
        let stream = Self.run(successorOffset: -1, machines: ("a", "a"))
        #expect(stream.check().outside.isEmpty)
        let unbounded = zip(stream.samples, stream.stampedAt).filter { $0.0.clockErrorBound == nil }.map(\.1)
        // Those decoded between the exchanges around the change, and those stamped between them.
        #expect(unbounded.contains { (10.3...10.9).contains($0) })
        #expect(unbounded.allSatisfy { (6.9...8.1).contains($0) || (9.9...11.1).contains($0) })
    }

    @Test(arguments: [-1.0, -2.5])
    func whereNothingTellsTheSideThereIsNoOffset(successorOffset: Double) {
        let stream = Self.run(successorOffset: successorOffset, isNamed: false)
        #expect(stream.check().outside.isEmpty)
        let unknown = zip(stream.samples, stream.stampedAt).filter { $0.0.clockOffset == nil }
        #expect(!unknown.isEmpty)
        #expect(unknown.allSatisfy { $0.0.clockErrorBound == nil })
        #expect(unknown.allSatisfy { (9.9 + successorOffset...11.1 - successorOffset).contains($0.1) })
        for sample in stream.samples {
            #expect(abs((sample.frameDelay?.seconds ?? 3.01) - 3.01) < 0.012)
        }
    }

    @Test func aCloseClockOfAnotherMachineIsNotIntersected() throws {
        // 1 ms apart, within the round trips of 2 ms.
        let clocks = SimulatedClocks(offset: 0, steps: [SimulatedClocks.Step(at: 10.3, size: 0.001)])
        let parted = ClockFit(exchanges: Self.exchanges(clocks, machines: ("a", "b")))
        #expect(parted.steps == 1)
        for instant in [5.0, 20.0] {
            let reading = try #require(parted.reading(at: SimulatedClocks.received(instant)))
            let miss = (reading.offset - .seconds(clocks.offset(at: instant))).nanoseconds
            #expect(abs(miss) < 200_000)
        }
        #expect(ClockFit(exchanges: Self.exchanges(clocks, machines: ("a", "a"))).steps == 0)
        #expect(ClockFit(exchanges: Self.exchanges(clocks, machines: ("a", "a")).map(\.unnamed)).steps == 0)
    }

    @Test func theCloseClocksOfTwoMachinesHoldTheirFrames() {
        let stream = Self.run(successorOffset: 0.001)
        #expect(stream.check().outside.isEmpty)
        #expect(stream.check().bounded > stream.samples.count / 2)
    }
}

extension ClockExchange {
    /// The same from a server that knows nothing of streams.
    fileprivate var unnamed: ClockExchange {
        var exchange = self
        exchange.answer = nil
        return exchange
    }
}
