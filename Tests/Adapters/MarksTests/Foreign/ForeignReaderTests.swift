import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite(.heavy) struct ForeignReaderTests {
    private let size = PixelSize(width: 640, height: 360)

    private func picture(
        _ text: String,
        x: Int = 380,
        y: Int = 40,
        module: Int = 4,
        isNegated: Bool = false
    ) throws
        -> TestPicture
    {
        var picture = TestPicture(size: size)
        try picture.drawCode(text, x: x, y: y, module: module, isNegated: isNegated)
        return picture
    }

    @Test(arguments: [false, true])
    func everyKindIsReadInBothPolaritiesAndThenWhereItWas(isNegated: Bool) throws {
        for sample in ForeignTextTests.samples where sample.text.utf8.count <= 100 {
            var reader = MarkReader()
            let picture = try picture(sample.text, isNegated: isNegated)
            for effort in [MarkReader.Effort.thorough, .hurried, .hurried] {
                let reading = reader.read(picture, effort: effort)
                #expect(reading.route == .foreign(sample.kind))
                #expect(reading.stamp?.number?.rawValue == sample.number)
                #expect(reading.stamp?.time?.nanoseconds == sample.time)
            }
        }
    }

    @Test func codesThatTakeTurnsAreLookedForWhereTheyWere() throws {
        var reader = MarkReader()
        let places = [(60, 20), (60, 180), (230, 180), (230, 20)]
        for number in 0..<24 {
            let (x, y) = places[number % 4]
            let text = "A1;00:00:00.\(String(1_000 + number).dropFirst());00000\(String(100 + number).dropFirst());30"
            let reading = reader.read(
                try picture(text, x: x, y: y, isNegated: true),
                effort: number < 4 ? .thorough : .hurried
            )
            #expect(reading.stamp?.number?.rawValue == UInt32(number), "\(reading)")
        }
    }

    @Test func aStrangersCodeIsNoMarkInTheLabsOwnStream() throws {
        var reader = MarkReader()
        #expect(reader.read(try TestPicture.marked(.test(1), size: size)).stamp == .test(1))
        for _ in 1..<KindLock.patience {
            let reading = reader.read(try picture("1695000000250"))
            #expect(reading.cause == .implausible)
        }
        let own = reader.read(try TestPicture.marked(.test(2), size: size))
        #expect(own.stamp == .test(2))
        for round in 1...KindLock.patience + 2 {
            let reading = reader.read(try picture("1695000000250"))
            #expect((reading.stamp == nil) == (round < KindLock.patience))
        }
        #expect(reader.read(try TestPicture.marked(.test(3), size: size)).stamp == .test(3))
    }

    @Test func anotherKindNeedsSomePicturesInARow() throws {
        var reader = MarkReader()
        #expect(reader.read(try picture("A1;00:00:01.033;0000031;30")).route == .foreign(.wave))
        for round in 1...KindLock.patience {
            let reading = reader.read(try picture("0042|1695000000250"))
            #expect((reading.route == .foreign(.numberedMilliseconds)) == (round == KindLock.patience))
        }
    }

    /// A picture with codes of CTA WAVE at places, by frame number.
    private func picture(_ codes: [(number: Int, x: Int)]) throws -> TestPicture {
        var picture = TestPicture(size: size)
        for (number, x) in codes {
            let ending = String(1_000 + number).dropFirst()
            try picture.drawCode("A1;00:00:00.\(ending);0000\(ending);30", x: x, y: 100, module: 4)
        }
        return picture
    }

    @Test func twoPlayersInOnePictureContradict() throws {
        var reader = MarkReader()
        for number in 151..<155 {
            let reading = reader.read(try picture([(number, 40), (number - 120, 380)]))
            #expect(reading == .severalPlayers)
        }
        let text =
            "several marks contradict one another; name the control's half with --control left, right, top or bottom"
        #expect(MarkReading.severalPlayers == .several(text))
    }

    /// Players that are hardly apart look like one exposure of a camera in each picture by itself.
    @Test(arguments: [(1, false), (3, true), (7, false)])
    func twoPlayersCloseTogetherContradict(apart: Int, isNewerOnTheRight: Bool) throws {
        var reader = MarkReader()
        for number in 100..<110 {
            let (left, right) = isNewerOnTheRight ? (number - apart, number) : (number, number - apart)
            #expect(reader.read(try picture([(left, 40), (right, 380)])) == .severalPlayers)
        }
    }

    @Test func aSecondPlayerThatComesLaterContradicts() throws {
        var reader = MarkReader()
        var readings: [MarkReading] = []
        for number in 100..<114 {
            readings.append(reader.read(try picture([(number, 40)] + (number < 105 ? [] : [(number - 3, 380)]))))
        }
        #expect(readings.prefix(5).map(\.stamp?.number?.rawValue) == [100, 101, 102, 103, 104])
        #expect(readings.suffix(6).allSatisfy { $0 == .severalPlayers })
    }

    /// A camera shows a code that fades at one place and the next one at another.
    @Test func theNewerOfCodesThatTakeTurnsIsWhatThePictureShows() throws {
        var reader = MarkReader()
        let places = [40, 380]
        var readings: [MarkReading] = []
        for number in 100..<110 {
            readings.append(
                reader.read(try picture([(number, places[number % 2]), (number - 1, places[(number + 1) % 2])]))
            )
        }
        let doubted = readings.prefix { $0 == .severalPlayers }.count
        #expect((1...4).contains(doubted), "until they are seen to take turns")
        #expect(readings.dropFirst(doubted).map(\.stamp?.number?.rawValue) == (100 + UInt32(doubted)..<110).map { $0 })
    }

    @Test func damagedCodesGiveTheirOwnStampOrNone() throws {
        var generator = SeededGenerator(seed: 61)
        var reader = MarkReader()
        for number in 0..<60 {
            var picture = try picture("\(1_000 + number)|1695000000250")
            for _ in 0..<8 {
                let x = Int.random(in: 370..<530, using: &generator)
                let y = Int.random(in: 30..<190, using: &generator)
                let level: UInt8 = .random(in: 0...255, using: &generator)
                picture.fill(x: x, y: y, width: .random(in: 2...24, using: &generator), height: 12, level: level)
            }
            let stamp = reader.read(picture, effort: number == 0 ? .thorough : .hurried).stamp
            #expect(stamp == nil || stamp?.number?.rawValue == UInt32(1_000 + number))
        }
    }
}
