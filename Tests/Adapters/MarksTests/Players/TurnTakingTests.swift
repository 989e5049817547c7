import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct TurnTakingTests {
    private func sighting(_ number: UInt32, place: Int) -> Sighting {
        let left = Double(place) * 300
        return Sighting(stamp: .test(number), box: PixelBox(x: left...left + 100, y: 0...100))
    }

    private func turns(_ pictures: [[(UInt32, Int)]]) -> TurnTaking {
        var turns = TurnTaking()
        for picture in pictures {
            turns.note(picture.map { sighting($0.0, place: $0.1) })
        }
        return turns
    }

    @Test func aCodeThatWandersTakesTurns() {
        #expect(!turns([[(1, 0)], [(2, 1)], [(3, 0)]]).isShown, "two turns are too few")
        #expect(turns([[(1, 0)], [(2, 1)], [(3, 0)], [(4, 1)]]).isShown)
        #expect(turns([[(1, 0)], [(2, 1)], [(3, 2)], [(4, 3)]]).isShown)
        #expect(turns([[(0, 0), (1, 1)], [(1, 1), (2, 0)], [(2, 0), (3, 1)], [(3, 1), (4, 0)]]).isShown)
    }

    @Test func aCodeThatStaysTakesNone() {
        #expect(!turns((0..<40).map { [(UInt32($0), 0)] }).isShown)
        #expect(!turns([]).isShown)
        #expect(!turns([[], [], []]).isShown)
    }

    /// Whatever they are apart, and whichever is looked at first, two players never look like one maker.
    @Test(arguments: 1...8 as ClosedRange<UInt32>)
    func playersTakeNone(apart: UInt32) {
        var turns = TurnTaking()
        for number in 10..<60 as Range<UInt32> {
            turns.note([sighting(number - apart, place: 1), sighting(number, place: 0)])
            #expect(!turns.isShown)
        }
    }

    /// A player that is found in some of the pictures only does not make the newest mark wander.
    @Test func playersThatAreMissedTakeNone() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<20 {
            var turns = TurnTaking()
            for number in 10..<60 as Range<UInt32> {
                let older = sighting(number - 3, place: 1)
                let isFound = Bool.random(using: &generator)
                turns.note(isFound ? [older, sighting(number, place: 0)] : [older])
                #expect(!turns.isShown)
            }
        }
    }

    /// Players that overtake one another show the same frames.
    @Test func playersThatOvertakeOneAnotherAreRefuted() {
        let pictures: [[(UInt32, Int)]] = [[(1, 0), (2, 1)], [(2, 1), (3, 0)], [(3, 0), (4, 1)], [(4, 1), (5, 0)]]
        #expect(turns(pictures).isShown, "so far it may be one maker")
        #expect(!turns(pictures + [[(5, 1), (6, 0)]]).isShown, "a frame at another place than before")
        #expect(!turns(pictures + [[(6, 0), (6, 1)]]).isShown, "a frame at two places at once")
        #expect(turns(pictures + [[(5, 0), (6, 1)]]).isShown)
    }

    @Test func aRefutationIsForgottenInTime() {
        var turns = turns([[(1, 0), (1, 1)]])
        for number in 2...UInt32(TurnTaking.memory) {
            turns.note([sighting(number, place: Int(number) % 2)])
            #expect(!turns.isShown)
        }
        turns.note([sighting(65, place: 1)])
        #expect(turns.isShown)
    }

    @Test func aStreamThatBeginsAnewIsBelievedAnew() {
        var turns = turns((1_000..<1_010).map { [($0, Int($0) % 2)] })
        for number in 0..<UInt32(TurnTaking.newestKept) {
            turns.note([sighting(number, place: 0)])
        }
        #expect(!turns.isShown)
        for number in 16..<20 as Range<UInt32> {
            turns.note([sighting(number, place: Int(number + 1) % 2)])
        }
        #expect(turns.isShown)
    }
}
