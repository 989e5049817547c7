import LabModel
import Testing

@testable import Receiving

@Suite struct ClockTrackerTests {
    @Test func knowsTheOffsetWithinItsBound() throws {
        var tracker = ClockTracker(.http)
        let clocks = PlantedClocks()
        #expect(tracker.known(at: PlantedClocks.at(0)) == nil)
        #expect(tracker.take(clocks.round(0)).isEmpty)
        let known = try #require(tracker.known(at: PlantedClocks.at(0)))
        #expect(known.offset == clocks.offset)
        let bound = try #require(known.bound)
        // Half the round trip, and 200 ppm of a second.
        #expect(bound >= .microseconds(300) && bound <= .microseconds(302))
    }

    @Test func aStepOfTheStreamerIsToldAtOnceAndForgetsTheOldOffset() throws {
        var tracker = ClockTracker(.http)
        var clocks = PlantedClocks()
        for second in 0..<5 {
            #expect(tracker.take(clocks.round(Double(second))).isEmpty)
        }
        clocks.offset = .milliseconds(-750)
        let notes = tracker.take(clocks.round(5))
        #expect(notes.map(\.code) == ["clock_step"])
        #expect(notes.first?.text == "the streamer's clock was stepped by -1000.0 ms")
        #expect(tracker.jumps.map(\.end) == [.streamer])
        #expect(try #require(tracker.known(at: PlantedClocks.at(5))).offset == clocks.offset)
    }

    @Test func aStepOfThisMachineIsToldAndMovesOnlyASharedClock() throws {
        var clocks = PlantedClocks()
        clocks.offset = .zero
        var shared = ClockTracker(.sameHost)
        #expect(shared.take(clocks.round(0, asContact: true)).isEmpty)
        #expect(try #require(shared.known(at: PlantedClocks.at(0))) == (.zero, .zero))
        clocks.offset = .milliseconds(500)
        let notes = shared.take(clocks.round(1, lead: .milliseconds(500), asContact: true))
        #expect(notes.map(\.text) == ["this machine's clock was stepped by +500.0 ms"])
        #expect(shared.method == .sameHost)
        #expect(shared.jumps.map(\.end) == [.receiver])
        #expect(shared.jumps.first?.size == .milliseconds(500))
        #expect(try #require(shared.known(at: PlantedClocks.at(1))) == (.milliseconds(500), .zero))

        var asked = ClockTracker(.http)
        _ = asked.take(PlantedClocks().round(0))
        #expect(asked.take(PlantedClocks().round(1, lead: .seconds(1))).map(\.code) == ["clock_step"])
        #expect(try #require(asked.known(at: PlantedClocks.at(1))).offset == .milliseconds(250))
    }

    @Test func clocksThatAreNotOneAreToldApartByTwoRounds() throws {
        var clocks = PlantedClocks()
        clocks.offset = .zero
        var tracker = ClockTracker(.sameHost)
        _ = tracker.take(clocks.round(0, asContact: true))
        clocks.offset = .milliseconds(250)
        #expect(tracker.take(clocks.round(1, asContact: true)).isEmpty)
        #expect(tracker.method == .sameHost)
        #expect(tracker.take(clocks.round(2, asContact: true)).map(\.code) == ["clock_not_shared"])
        #expect(tracker.method == .http)
        #expect(tracker.take(clocks.round(3, asContact: true)).isEmpty)
        #expect(try #require(tracker.known(at: PlantedClocks.at(3))).offset == .milliseconds(250))
    }

    @Test func aStepLateInAVeryLongRunIsToldOnce() throws {
        var tracker = ClockTracker(.sameHost)
        let reading = MachineReading(at: PlantedClocks.at(0), lead: .zero, uncertainty: .zero)
        // More readings than two a second make in a day and a half.
        for _ in 0..<70_000 {
            _ = tracker.take(ClockRound(before: reading, after: reading))
        }
        let moved = MachineReading(at: PlantedClocks.at(1), lead: .milliseconds(500), uncertainty: .zero)
        let notes = (0..<3).flatMap { _ in tracker.take(ClockRound(before: moved, after: moved)) }
        #expect(notes.map(\.text) == ["this machine's clock was stepped by +500.0 ms"])
        #expect(tracker.jumps.count == 1)
        #expect(try #require(tracker.known(at: PlantedClocks.at(2))).offset == .milliseconds(500))
    }

    @Test func ofLateRoundsTheBestAnswerAndTheStreamersAreStored() {
        var clocks = PlantedClocks()
        let fair = clocks.exchange(0)
        clocks.roundTrip = .microseconds(100)
        let best = clocks.exchange(1)
        var torn = clocks.exchange(2)
        torn.t3 = torn.t3 + .seconds(1)
        // Quicker than all of them, and slower.
        for roundTrip in [Latency.microseconds(50), .milliseconds(50)] {
            clocks.roundTrip = roundTrip
            var round = clocks.round(3, asContact: true)
            let said = clocks.exchange(3)
            round.replies = [fair, torn, best].map { ClockReply(exchange: $0) }
            #expect(round.stored(after: ClockLimits.allExchanges - 1) == [fair, torn, best, said])
            #expect(round.stored(after: ClockLimits.allExchanges) == [best, said])
            #expect(round.stored(after: ClockLimits.mostExchanges - 1) == [best])
            #expect(round.stored(after: ClockLimits.mostExchanges).isEmpty)
            round.replies = [ClockReply(exchange: torn)]
            #expect(round.stored(after: ClockLimits.allExchanges) == [said])
        }
    }

    @Test func aTornExchangeDoesNotHideTheOthersOfItsRound() throws {
        let clocks = PlantedClocks()
        var round = clocks.round(0)
        var torn = clocks.exchange(0)
        torn.t3 = torn.t3 + .seconds(1)
        round.replies.append(ClockReply(exchange: torn))
        var tracker = ClockTracker(.http)
        _ = tracker.take(round)
        #expect(try #require(tracker.known(at: PlantedClocks.at(0))).offset == clocks.offset)
    }

    @Test func anAnswerOfAnotherMachineEndsSharingAtOnce() throws {
        var clocks = PlantedClocks()
        (clocks.boot, clocks.offset) = ("here", .zero)
        var tracker = ClockTracker(.sameHost, bootID: "here")
        #expect(tracker.take(clocks.round(0, asContact: true)).isEmpty)
        #expect(tracker.method == .sameHost)
        // Though its clock agrees within the exchange.
        clocks.boot = "elsewhere"
        let notes = tracker.take(clocks.round(1, asContact: true))
        #expect(notes.map(\.code) == ["clock_not_shared"])
        #expect(notes.map(\.text) == ["the streamer answered from another machine: its clock is asked as another"])
        #expect(tracker.method == .http)
        #expect(try #require(tracker.known(at: PlantedClocks.at(1))?.bound) > .zero)
        #expect(tracker.take(clocks.round(2, asContact: true)).isEmpty)
    }

    @Test func aReferenceHasABoundOnlyWhereTheStreamerKnowsItsOwn() throws {
        var clocks = PlantedClocks()
        func known(reference: UInt32, bound: Double?) throws -> Latency? {
            clocks.bound = bound
            var tracker = ClockTracker(.ntp)
            var round = clocks.round(0, asContact: true)
            round.replies = [
                ClockReply(exchange: clocks.exchange(0), referenceID: reference, rootDistance: .milliseconds(10))
            ]
            _ = tracker.take(round)
            #expect(tracker.isDirect == (reference == 7))
            return try #require(tracker.known(at: PlantedClocks.at(0))).bound
        }
        #expect(try #require(try known(reference: 7, bound: nil)) < .milliseconds(1))
        #expect(try known(reference: 8, bound: nil) == nil)
        let far = try #require(try known(reference: 8, bound: 5))
        #expect(far > .milliseconds(15) && far < .milliseconds(16))
    }
}
