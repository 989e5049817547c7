import LabModel
import LabTesting
import Testing

@testable import Marks

/// Whole pictures that show two players, read without being told so.
@Suite(.heavy) struct SeveralPlayersTests {
    private static let player = PixelSize(width: 320, height: 240)
    private static let ground = PixelSize(width: 660, height: 500)
    private static let places = [(x: 0, y: 0), (x: 330, y: 0), (x: 10, y: 250), (x: 340, y: 260)]

    /// A picture with players at places, each with a frame of its own; no player where the number is nil.
    private func picture(_ shown: [(place: Int, number: UInt32?)], stream: UInt32 = 1) throws -> TestPicture {
        var result = TestPicture(size: Self.ground, grey: 60)
        for (place, number) in shown {
            guard let number else { continue }
            let (x, y) = Self.places[place]
            let part = try TestPicture.marked(.test(number, stream: stream), size: Self.player)
            for row in 0..<Self.player.height {
                let start = (y + row) * Self.ground.width + x
                let line = part.luma[row * Self.player.width..<(row + 1) * Self.player.width]
                result.luma.replaceSubrange(start..<start + Self.player.width, with: line)
            }
        }
        return result
    }

    @Test(arguments: [(0, 1), (0, 2), (1, 2), (3, 0)], [1, 5, 200] as [UInt32])
    func neitherIsTakenForTheOther(places: (Int, Int), apart: UInt32) throws {
        var reader = MarkReader()
        for number in 500..<512 as Range<UInt32> {
            let picture = try picture([(places.0, number), (places.1, number - apart)])
            #expect(reader.read(picture) == .severalPlayers)
        }
    }

    @Test func aHurriedReaderRemembers() throws {
        var reader = MarkReader()
        for number in 500..<520 as Range<UInt32> {
            let picture = try picture([(0, number), (1, number - 2)])
            #expect(reader.read(picture, effort: number < 503 ? .thorough : .hurried) == .severalPlayers)
        }
    }

    @Test func aSecondPlayerThatComesLaterIsNoticed() throws {
        var reader = MarkReader()
        var noticed: UInt32?
        for number in 500..<540 as Range<UInt32> {
            let reading = reader.read(try picture([(0, number), (1, number < 503 ? nil : number - 4)]))
            if reading == .severalPlayers {
                noticed = noticed ?? number
            } else {
                #expect(noticed == nil)
                #expect(reading.stamp == .test(number, stream: 1), "the one that was there first")
            }
        }
        #expect(noticed == 503)
    }

    @Test func theRestIsReadAgainWhenOneIsGone() throws {
        var reader = MarkReader()
        for number in 500..<510 as Range<UInt32> {
            #expect(reader.read(try picture([(0, number), (1, number - 4)])) == .severalPlayers)
        }
        let after = try (510..<545 as Range<UInt32>).map { reader.read(try picture([(1, $0 - 4)])) }
        let read = after.drop { $0 == .severalPlayers }
        #expect((8...20).contains(read.count), "\(read.count)")
        #expect(read.map(\.stamp) == (541 - UInt32(read.count)..<541).map { .test($0, stream: 1) })
    }

    @Test func aStillPictureBesideAPlayerIsIgnoredInTime() throws {
        var reader = MarkReader()
        let count = UInt32(PlayerWatch.patience) + 12
        var readings: [MarkReading] = []
        for number in 500..<500 + count {
            readings.append(reader.read(try picture([(0, 40), (3, number)])))
        }
        let doubted = readings.prefix { $0 == .severalPlayers }.count
        #expect((PlayerWatch.patience...PlayerWatch.patience + 2).contains(doubted))
        let expected = (500 + UInt32(doubted)..<500 + count).map { FrameStamp.test($0, stream: 1) }
        #expect(readings.dropFirst(doubted).map(\.stamp) == expected)
    }

    @Test func aStillPictureThatBeginsToPlayIsAPlayer() throws {
        var reader = MarkReader()
        var last: [MarkReading] = []
        for number in 500..<560 as Range<UInt32> {
            last.append(reader.read(try picture([(0, number < 525 ? 40 : number - 300), (3, number)])))
        }
        #expect(last[20].stamp == .test(520, stream: 1))
        // Until the next look the one that was read is read.
        let rest = last.dropFirst(25).enumerated()
        #expect(rest.allSatisfy { $1 == .severalPlayers || $1.stamp == .test(525 + UInt32($0), stream: 1) })
        #expect(last.suffix(18).allSatisfy { $0 == .severalPlayers })
    }

    @Test func playersThatChangePlacesStaySeveral() throws {
        var reader = MarkReader()
        for number in 500..<530 as Range<UInt32> {
            let isSwapped = number >= 512
            let reading = reader.read(try picture([(isSwapped ? 1 : 0, number), (isSwapped ? 0 : 1, number - 6)]))
            #expect(reading == .severalPlayers)
        }
    }

    @Test func onePlayerAnywhereIsReadAsBefore() throws {
        var reader = MarkReader()
        for number in 500..<516 as Range<UInt32> {
            let reading = reader.read(try picture([(Int(number / 4) % 4, number)]))
            #expect(reading.stamp == .test(number, stream: 1))
        }
    }

    @Test func twoStreamsAreTwoPlayers() throws {
        var reader = MarkReader()
        for number in 500..<504 as Range<UInt32> {
            var both = try picture([(0, number)], stream: 1)
            let other = try picture([(1, number)], stream: 2)
            for row in 0..<Self.player.height {
                let range = row * Self.ground.width + 330..<row * Self.ground.width + 650
                both.luma.replaceSubrange(range, with: other.luma[range])
            }
            #expect(reader.read(both) == .severalPlayers)
        }
    }

    @Test func picturesOfAnotherSizeBeginAnew() throws {
        var reader = MarkReader()
        for number in 500..<504 as Range<UInt32> {
            #expect(reader.read(try picture([(0, number), (1, number - 4)])) == .severalPlayers)
        }
        let one = try TestPicture.marked(.test(504), size: Self.player)
        #expect(reader.read(one) == .stamp(.test(504), .strip))
    }

    /// What cannot be read does not end the doubt.
    @Test func anUnreadablePictureAmongSeveralStaysSeveral() throws {
        var reader = MarkReader()
        #expect(reader.read(try picture([(0, 500), (1, 496)])) == .severalPlayers)
        #expect(reader.read(try picture([])) == .severalPlayers)
        #expect(reader.read(try picture([(0, 502), (1, 498)])) == .severalPlayers)
    }

    /// In a hurry nothing is looked for; the picture after is looked at.
    @Test func aLookThatWasDueInAHurryIsMadeUpFor() throws {
        var reader = MarkReader()
        #expect(reader.read(try picture([(0, 500)])).stamp == .test(500, stream: 1))
        let hurried = reader.read(try picture([(0, 501), (1, 497)]), effort: .hurried)
        #expect(hurried.stamp == .test(501, stream: 1), "the one that was there first")
        #expect(reader.read(try picture([(0, 502), (1, 498)])) == .severalPlayers)
    }
}
