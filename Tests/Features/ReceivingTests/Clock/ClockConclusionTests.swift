import Estimation
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

    private static let strangerText = "who told the time sends none of the streams whose marks were read"

    @Test func whoSendsOtherStreamsProvesNothing() {
        var clocks = PlantedClocks()
        clocks.stream = 9
        var tracker = ClockTracker(.http)
        _ = tracker.take(clocks.round(0))
        var trace = Self.trace(of: { _ in PlantedClocks() }, seconds: 2)
        trace.exchanges = [clocks.exchange(0), clocks.exchange(1)]
        trace.drained = PlantedClocks.at(3)
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.clockMethod == .http && !trace.isClockDirect && trace.streamerClockBound == nil)
        #expect(trace.samples.allSatisfy { $0.clockOffset != nil && $0.clockErrorBound == nil })
        #expect(trace.events == [RunEvent(tS: 2, code: "clock_of_another", text: Self.strangerText)])
        let manifest = RunManifest(
            uuid: "u",
            id: "i",
            attempt: 1,
            provider: "p",
            url: "http://h/a",
            startedAt: PlantedClocks.at(0),
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let summary = Estimator.summarize(trace, manifest: manifest)
        #expect(summary.warnings.contains { $0.code == .clockUnknown })
    }

    @Test func aMachineIsSharedOnlyWithWhoSendsTheStream() {
        for stream in [UInt32(7), 9] {
            var clocks = PlantedClocks()
            (clocks.stream, clocks.offset) = (stream, .zero)
            var tracker = ClockTracker(.sameHost)
            _ = tracker.take(clocks.round(0, asContact: true))
            var trace = Self.trace(of: { _ in clocks }, seconds: 2)
            for index in trace.samples.indices {
                (trace.samples[index].clockOffset, trace.samples[index].clockErrorBound) = (.zero, .zero)
            }
            trace.control = trace.samples
            trace.exchanges = [clocks.exchange(0)]
            ClockConclusion(tracker).settle(&trace)
            #expect(trace.clockMethod == (stream == 7 ? .sameHost : .none))
            for sample in trace.samples + trace.control {
                #expect(sample.clockOffset == (stream == 7 ? .zero : nil))
                #expect(sample.clockErrorBound == (stream == 7 ? .zero : nil))
            }
            #expect(trace.events.map(\.code) == (stream == 7 ? [] : ["clock_of_another"]))
        }
    }

    @Test func answersOfOthersAreLeftOutAndARestartIsNone() throws {
        let clocks = PlantedClocks()
        var others = clocks
        (others.stream, others.offset, others.bound) = (9, .seconds(5), 50)
        var restarted = clocks
        restarted.stream = 8
        var trace = Self.trace(of: { _ in clocks }, seconds: 4)
        for index in trace.samples.indices.suffix(20) {
            trace.samples[index].stamp?.streamID = StreamID(rawValue: 8)
        }
        trace.exchanges = [others.exchange(0), clocks.exchange(0.5), restarted.exchange(3.5), others.exchange(4)]
        var tracker = ClockTracker(.http)
        _ = tracker.take(clocks.round(0.5))
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.exchanges.compactMap { $0.answer?.streamID.rawValue } == [7, 8])
        #expect(trace.isClockDirect && trace.clockMethod == .http && trace.events.isEmpty)
        #expect(trace.streamerClockBound == nil)
        for sample in trace.samples {
            let bound = try #require(sample.clockErrorBound)
            let error = try #require(sample.clockOffset) - clocks.offset
            #expect(abs(error.nanoseconds) <= bound.nanoseconds)
        }
    }

    /// Marks that name no stream, and runs without any, tell nothing of who answers.
    @Test(arguments: [FrameStamp?.none, FrameStamp(streamID: .foreign, number: nil, time: nil)])
    func withoutIdsInMarksTheAnswerIsTrusted(_ stamp: FrameStamp?) {
        let clocks = PlantedClocks()
        var trace = Self.trace(of: { _ in clocks }, seconds: 1)
        for index in trace.samples.indices {
            trace.samples[index].stamp = stamp
        }
        trace.exchanges = [clocks.exchange(0)]
        ClockConclusion(ClockTracker(.http)).settle(&trace)
        #expect(trace.isClockDirect && trace.exchanges.count == 1 && trace.events.isEmpty)
    }

    /// Another streamer's NTP server and `/clock` agree with each other, and not with the marks.
    @Test(arguments: [UInt32(7), 9])
    func aReferenceKeepsItsExchangesWhereOthersAnswered(_ reference: UInt32) {
        var others = PlantedClocks()
        (others.stream, others.bound) = (9, 4)
        var asked = others.exchange(0)
        asked.answer = nil
        var round = others.round(0, asContact: true)
        round.replies = [ClockReply(exchange: asked, referenceID: reference)]
        var tracker = ClockTracker(.ntp)
        _ = tracker.take(round)
        var trace = Self.trace(of: { _ in others }, seconds: 1)
        trace.exchanges = [asked, others.exchange(0.001)]
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.exchanges == [asked])
        #expect(trace.clockMethod == .ntp && trace.isClockDirect == (reference == 7))
        #expect(trace.samples.allSatisfy { ($0.clockErrorBound != nil) == (reference == 7) })
        #expect(trace.events.map(\.code) == (reference == 7 ? [] : ["clock_of_another"]))
    }

    @Test(arguments: [(UInt32(7), Double?.none, true), (8, nil, true), (8, 4, true), (8, 4, false)])
    func aReferenceIsToldFromTheStreamerByItsId(_ reference: UInt32, _ bound: Double?, _ isKnown: Bool) throws {
        var clocks = PlantedClocks()
        clocks.bound = bound
        var tracker = ClockTracker(.ntp)
        var round = clocks.round(0, asContact: true)
        var asked = clocks.exchange(0)
        asked.answer = nil
        let distance: Latency? = isKnown ? .milliseconds(10) : nil
        round.replies = [ClockReply(exchange: asked, referenceID: reference, rootDistance: distance)]
        _ = tracker.take(round)
        var trace = Self.trace(of: { _ in clocks }, seconds: 2)
        trace.exchanges = [asked, clocks.exchange(0.001)]
        ClockConclusion(tracker).settle(&trace)
        #expect(trace.clockMethod == .ntp && trace.isClockDirect == (reference == 7))
        let bounds = trace.samples.map(\.clockErrorBound)
        if reference == 7 {
            #expect(bounds.allSatisfy { ($0 ?? .seconds(1)) < .milliseconds(1) })
        } else if bound == nil || !isKnown {
            #expect(bounds.allSatisfy { $0 == nil } && trace.streamerClockBound == nil)
            #expect(trace.samples.allSatisfy { $0.clockOffset != nil })
        } else {
            #expect(trace.streamerClockBound == .milliseconds(14))
            #expect(bounds.allSatisfy { ($0 ?? .zero) >= .milliseconds(14) })
        }
    }
}
