import LabModel
import Testing

@testable import Receiving

@Suite struct ClockJumpsTests {
    @Test func aStepIsFoundBetweenTheAnswersAroundIt() {
        var clocks = PlantedClocks()
        var exchanges = [clocks.exchange(0), clocks.exchange(1)]
        clocks.offset = .milliseconds(750)
        exchanges += [clocks.exchange(2), clocks.exchange(3)]
        clocks.offset = .milliseconds(-250)
        exchanges += [clocks.exchange(4)]
        let jumps = ClockJumps.ofStreamer(exchanges)
        #expect(jumps.map(\.size) == [.milliseconds(500), .seconds(-1)])
        #expect(jumps.map(\.end) == [.streamer, .streamer])
        #expect(jumps.first?.after == exchanges[1].t1 && jumps.first?.before == exchanges[2].t4)
    }

    @Test func slewingAndDriftAreNoSteps() {
        var clocks = PlantedClocks()
        var exchanges: [ClockExchange] = []
        for second in 0..<60 {
            clocks.offset = .milliseconds(250 + Double(second) * 0.19)
            exchanges.append(clocks.exchange(Double(second)))
        }
        #expect(ClockJumps.ofStreamer(exchanges).isEmpty)
    }

    /// What is slewed moves both sides alike: an outage of minutes hides no step.
    @Test(arguments: [1.0, 10, 300])
    func aStepIsOneHoweverLongNobodyAnswered(_ seconds: Double) {
        var clocks = PlantedClocks()
        let first = clocks.exchange(0)
        #expect(ClockJumps.between(first, clocks.exchange(seconds)) == nil)
        clocks.offset = .milliseconds(251)
        #expect(ClockJumps.between(first, clocks.exchange(seconds)) == nil)
        clocks.offset = .milliseconds(251.3)
        #expect(ClockJumps.between(first, clocks.exchange(seconds))?.size == .milliseconds(1.3))
    }

    @Test func anotherMachineAndAnUnreadClockTellNothing() {
        var clocks = PlantedClocks()
        let first = clocks.exchange(0)
        clocks.offset = .seconds(5)
        clocks.boot = "moved"
        #expect(ClockJumps.ofStreamer([first, clocks.exchange(1)]).isEmpty)
        clocks.boot = "other"
        clocks.knowsMonotonic = false
        let unread = clocks.exchange(1)
        #expect(ClockJumps.ofStreamer([first, unread]).isEmpty)
        // The next answer that was read is compared with the last one that was.
        clocks.knowsMonotonic = true
        #expect(ClockJumps.ofStreamer([first, unread, clocks.exchange(2)]).map(\.after) == [first.t1])
    }

    @Test func anIntervalThatLeavesZeroOutTellsClocksApart() {
        var clocks = PlantedClocks()
        clocks.offset = .zero
        let own = clocks.round(1, asContact: true)
        func isContradicted(_ clocks: PlantedClocks) -> Bool {
            MachineReading.isContradicted(by: clocks.exchange(1), before: own.before, after: own.after)
        }
        #expect(!isContradicted(clocks))
        clocks.offset = .microseconds(90)
        #expect(!isContradicted(clocks))
        clocks.offset = .microseconds(-90)
        #expect(!isContradicted(clocks))
        clocks.offset = .microseconds(130)
        #expect(isContradicted(clocks))
        clocks.offset = .microseconds(-130)
        #expect(isContradicted(clocks))
    }
}
