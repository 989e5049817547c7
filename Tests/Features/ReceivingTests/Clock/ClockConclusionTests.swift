import LabModel
import Testing

@testable import Receiving

@Suite struct ClockConclusionTests {
    /// Frames of 40 ms, each decoded 20 ms after its stamp, seen by a receiver that joins at second 1.
    private static func trace(of clocks: (Double) -> PlantedClocks, seconds: Double) -> Trace {
        var trace = Trace()
        trace.join = PlantedClocks.at(1)
        for number in 0..<Int(seconds * 25) {
            let second = Double(number) / 25
            let drawn = PlantedClocks.at(second)
            trace.samples.append(
                Sample(
                    stamp: FrameStamp(
                        streamID: StreamID(rawValue: 7),
                        number: FrameNumber(UInt32(number)),
                        time: drawn + clocks(second).offset
                    ),
                    decoded: drawn + .milliseconds(20),
                    presentationTime: .seconds(second)
                )
            )
        }
        return trace
    }

    @Test func everySampleIsRightWithinItsBoundAndBacklogIsByTheFittedOffset() throws {
        let clocks = PlantedClocks()
        var tracker = ClockTracker(.http)
        var trace = Self.trace(of: { _ in clocks }, seconds: 6)
        for second in 0..<6 {
            _ = tracker.take(clocks.round(Double(second)))
            trace.exchanges.append(clocks.exchange(Double(second)))
        }
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.clockMethod == .http && trace.isClockDirect && trace.clockJumps.isEmpty)
        for sample in trace.samples {
            let bound = try #require(sample.clockErrorBound)
            let error = try #require(sample.frameDelay) - .milliseconds(20)
            #expect(abs(error.nanoseconds) <= bound.nanoseconds)
            #expect(bound < .microseconds(310))
        }
        // The offset is exact here, so that backlog ends with the frame stamped at the join.
        #expect(trace.samples.count { $0.isBacklog } == 25)
    }

    @Test func aStepLeavesNoSampleOutsideItsBound() throws {
        func clocks(_ second: Double) -> PlantedClocks {
            var clocks = PlantedClocks()
            clocks.offset = second < 2.5 ? .milliseconds(250) : .milliseconds(750)
            return clocks
        }
        var tracker = ClockTracker(.http)
        var trace = Self.trace(of: clocks, seconds: 6)
        for second in 0..<6 {
            _ = tracker.take(clocks(Double(second)).round(Double(second)))
            trace.exchanges.append(clocks(Double(second)).exchange(Double(second)))
        }
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.clockJumps.map(\.size) == [.milliseconds(500)])
        let bounded = trace.samples.filter { $0.clockErrorBound != nil }
        #expect(bounded.count >= 120)
        for sample in bounded {
            let bound = try #require(sample.clockErrorBound)
            let error = try #require(sample.frameDelay) - .milliseconds(20)
            #expect(abs(error.nanoseconds) <= bound.nanoseconds)
        }
    }

    @Test func nobodyAnsweredIsNoClock() {
        for method in [ClockMethod.http, .ntp, .none] {
            var trace = Self.trace(of: { _ in PlantedClocks() }, seconds: 1)
            ClockConclusion(ClockTracker(method)).settle(&trace)
            #expect(trace.clockMethod == .none)
            #expect(trace.samples.allSatisfy { $0.clockOffset == nil })
        }
    }

    @Test(arguments: [(UInt32(7), Double?.none), (8, nil), (8, 4)])
    func aReferenceIsToldFromTheStreamerByItsId(_ reference: UInt32, _ bound: Double?) throws {
        var clocks = PlantedClocks()
        clocks.bound = bound
        var tracker = ClockTracker(.ntp)
        var round = clocks.round(0, asContact: true)
        var asked = clocks.exchange(0)
        asked.answer = nil
        round.replies = [ClockReply(exchange: asked, referenceID: reference, rootDistance: .milliseconds(10))]
        _ = tracker.take(round)
        var trace = Self.trace(of: { _ in clocks }, seconds: 2)
        trace.exchanges = [asked, clocks.exchange(0.001)]
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.clockMethod == .ntp && trace.isClockDirect == (reference == 7))
        let bounds = trace.samples.map(\.clockErrorBound)
        if reference == 7 {
            #expect(bounds.allSatisfy { ($0 ?? .seconds(1)) < .milliseconds(1) })
        } else if bound == nil {
            #expect(bounds.allSatisfy { $0 == nil })
            #expect(trace.samples.allSatisfy { $0.clockOffset != nil })
        } else {
            #expect(trace.streamerClockBound == .milliseconds(14))
            #expect(bounds.allSatisfy { ($0 ?? .zero) >= .milliseconds(14) })
        }
    }
}
