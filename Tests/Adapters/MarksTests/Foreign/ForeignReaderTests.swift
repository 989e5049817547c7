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

    @Test func twoPlayersInOnePictureContradict() throws {
        var reader = MarkReader()
        var both = try picture("A1;00:00:01.033;0000031;30", x: 40)
        try both.drawCode("A1;00:00:05.033;0000151;30", x: 380, y: 40, module: 4)
        let reading = reader.read(both)
        let text = "several marks contradict one another; name the control's half with --control"
        #expect(reading == .unreadable(.torn, text))
    }

    @Test func theNewerOfTwoNeighboursIsWhatThePictureShows() throws {
        var reader = MarkReader()
        var both = try picture("A1;00:00:01.033;0000031;30", x: 40)
        try both.drawCode("A1;00:00:01.066;0000032;30", x: 380, y: 40, module: 4)
        #expect(reader.read(both).stamp?.number == 32)
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
