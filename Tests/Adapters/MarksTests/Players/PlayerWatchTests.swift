import LabModel
import Testing

@testable import Marks

@Suite struct PlayerWatchTests {
    private func sighting(_ number: UInt32, _ place: Int, drift: Double = 0) -> Sighting {
        let left = Double(place) * 300 + drift
        return Sighting(stamp: .test(number), box: PixelBox(x: left...left + 100, y: 0...100))
    }

    /// Feeds one player's pictures, and tells which of them were looked at.
    private func looks(_ watch: inout PlayerWatch, _ numbers: Range<UInt32>, pace: PlayerWatch.Pace) -> [UInt32] {
        numbers.filter { number in
            guard watch.isDue() else { return false }
            watch.note([sighting(number, 0)], pace: pace)
            return true
        }
    }

    @Test func onePlayerIsLookedAtEverMoreSeldom() {
        var watch = PlayerWatch()
        #expect(
            looks(&watch, 0..<1_000, pace: .foreign) == [0, 1, 3, 7, 15, 31, 63] + stride(from: 127, to: 1_000, by: 64)
        )
        #expect(watch.state == .one)
        var whole = PlayerWatch()
        #expect(looks(&whole, 0..<20_000, pace: .whole).suffix(3) == [8_191, 12_287, 16_383])
        watch.reset()
        #expect(looks(&watch, 0..<4, pace: .part) == [0, 1, 3])
    }

    @Test func marksThatDifferContradictAtOnce() {
        var watch = PlayerWatch()
        watch.note([sighting(4, 1), sighting(7, 0)], pace: .part)
        #expect(watch.state == .several)
        let isDue = watch.isDue()
        #expect(isDue, "the next picture tells more")
    }

    @Test func playersThatMoveStaySeveral() {
        var watch = PlayerWatch()
        for number in 0..<300 as Range<UInt32> where watch.isDue() {
            watch.note([sighting(number, 0), sighting(number + 1, 1)], pace: .part)
            #expect(watch.state == .several)
        }
        let looked = (0..<80).count { _ in
            guard watch.isDue() else { return false }
            watch.note([sighting(900, 0), sighting(901, 1)], pace: .part)
            return true
        }
        #expect(looked == 10, "one picture in eight")
    }

    @Test func marksThatAgreeAreOnePlayersUntilTheyDiffer() {
        var watch = PlayerWatch()
        for number in 0..<10 as Range<UInt32> {
            watch.note([sighting(number, 0), sighting(number, 1)], pace: .part)
            #expect(watch.state == .one)
        }
        watch.note([sighting(10, 0), sighting(11, 1)], pace: .part)
        #expect(watch.state == .several)
        watch.note([sighting(12, 0), sighting(12, 1)], pace: .part)
        #expect(watch.state == .several, "they differed before")
    }

    @Test func oneThatStandsStillIsIgnoredInTime() {
        var watch = PlayerWatch()
        for number in 0..<PlayerWatch.patience {
            #expect(!watch.isStill(sighting(5, 1)))
            watch.note([sighting(5, 1), sighting(UInt32(number) + 8, 0)], pace: .part)
            #expect(watch.state == .several)
        }
        watch.note([sighting(5, 1), sighting(90, 0)], pace: .part)
        #expect(watch.state == .one)
        #expect(watch.isStill(sighting(5, 1)))
        #expect(!watch.isStill(sighting(5, 0)) && !watch.isStill(sighting(6, 1)) && !watch.isStill(sighting(90, 0)))
        watch.note([sighting(6, 1), sighting(91, 0)], pace: .part)
        #expect(watch.state == .several, "it plays after all")
    }

    @Test func oneThatStandsStillIsAPlayerWhereMarksMayTakeTurns() {
        var watch = PlayerWatch()
        for number in 8..<60 as Range<UInt32> {
            watch.note([sighting(5, 1), sighting(number, 0)], pace: .foreign, mayTakeTurns: true)
            #expect(watch.state == .several)
        }
    }

    @Test func oneThatPlayedAndStandsStillIsAPlayer() {
        var watch = PlayerWatch()
        watch.note([sighting(4, 1), sighting(8, 0)], pace: .part)
        watch.note([sighting(5, 1), sighting(9, 0)], pace: .part)
        for number in 10..<100 as Range<UInt32> {
            watch.note([sighting(5, 1), sighting(number, 0)], pace: .part)
            #expect(watch.state == .several)
        }
    }

    @Test func aPictureOfTwoPlayersIsNeverBelieved() {
        var watch = PlayerWatch()
        for _ in 0..<100 {
            watch.note([sighting(4, 1), sighting(8, 0)], pace: .part)
            #expect(watch.state == .several)
        }
        let isDue = watch.isDue()
        #expect(!isDue, "and not looked at each time")
    }

    @Test func aPlayerThatIsGoneIsForgotten() {
        var watch = PlayerWatch()
        watch.note([sighting(4, 1), sighting(8, 0)], pace: .part)
        watch.note([sighting(5, 1), sighting(9, 0)], pace: .part)
        for round in 1..<PlayerWatch.patience {
            watch.note([sighting(9 + UInt32(round), 0)], pace: .part)
            #expect(watch.state == .several)
            let isDue = watch.isDue()
            #expect(isDue)
        }
        watch.note([sighting(50, 0)], pace: .part)
        #expect(watch.state == .one)
    }

    @Test func oneThatMovesAcrossThePictureIsNoSecondOne() {
        var watch = PlayerWatch()
        for number in 0..<50 as Range<UInt32> {
            watch.note([sighting(number, Int(number) / 10)], pace: .part)
            #expect(watch.state == .one)
        }
        for number in 0..<50 as Range<UInt32> {
            watch.note([sighting(number, 5, drift: 40 * Double(number))], pace: .part)
            #expect(watch.state == .one)
        }
    }

    @Test func whatTakesTurnsIsOneMakers() {
        var watch = PlayerWatch()
        for number in 0..<6 as Range<UInt32> {
            watch.noteTurn(sighting(number, Int(number) % 2))
        }
        watch.note([sighting(6, 0), sighting(7, 1)], pace: .foreign, mayTakeTurns: true)
        #expect(watch.state == .one)
        var strict = PlayerWatch()
        for number in 0..<6 as Range<UInt32> {
            strict.noteTurn(sighting(number, Int(number) % 2))
        }
        strict.note([sighting(6, 0), sighting(7, 1)], pace: .part)
        #expect(strict.state == .several, "the lab's own marks stay where they are")
    }

    @Test func manyMarksAreBounded() {
        var watch = PlayerWatch()
        for round in 0..<100 as Range<UInt32> {
            watch.note((0..<60).map { sighting(round * 60 + UInt32($0), Int(round) * 60 + $0) }, pace: .part)
            #expect(watch.state == .several)
        }
    }
}
