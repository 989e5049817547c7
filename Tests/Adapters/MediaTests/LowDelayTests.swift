import LabModel
import Media
import Testing

@Suite struct LowDelayTests {
    @Test func everyPictureComesOutOfItsOwnUnit() throws {
        let stream = try NumberedPictures.chunks(60)
        #expect(stream.chunks.count == 60)
        let reading = try Reading.all(stream.chunks.flatMap { $0 })
        #expect(reading.units.map(\.sequence) == Array(0..<60))
        #expect(reading.numbers == Array(0..<60))
        #expect(reading.pictures.map(\.sequence) == Array(0..<60))
        #expect(reading.picturesAfterUnit == Array(1...60))
        #expect(reading.mode == .lowDelay)
        #expect(reading.events == [])
    }

    @Test func aUnitArrivesWithTheReadThatBroughtItsLastByte() throws {
        let stream = try NumberedPictures.chunks(45)
        let clock = ManualClock()
        let start = clock.now()
        var pieces: [SteppedSource.Piece] = []
        for (number, chunk) in stream.chunks.enumerated() {
            // Half of it early, the rest 10 ms later: the rest decides.
            let early = start + .milliseconds(Double(number) * 33)
            pieces.append(.init(bytes: Array(chunk.prefix(chunk.count / 2)), at: early))
            pieces.append(.init(bytes: Array(chunk.dropFirst(chunk.count / 2)), at: early + .milliseconds(10)))
        }
        let reader = try AccessUnitReader.open(
            source: SteppedSource(pieces, clock: clock),
            clock: clock,
            interrupt: Interrupt()
        )
        let decoder = try PictureDecoder.open(reader.video, clock: clock)
        for number in 0..<45 {
            let unit = try #require(try reader.next())
            let expected = start + .milliseconds(Double(number) * 33 + 10)
            #expect(unit.arrival == expected)
            // Nothing later was read before the unit was handed out.
            #expect(clock.now() == expected)
            let pictures = try decoder.decode(unit)
            #expect(pictures.map(\.decodedAt) == [expected])
            #expect(pictures.map(\.arrival) == [expected])
        }
        #expect(try reader.next() == nil)
        #expect(reader.arrivalMethod == .readLog)
        #expect(reader.isLive)
        #expect(reader.bytesRead == stream.chunks.map(\.count).reduce(0, +))
        #expect(reader.firstByteAt == start)
    }
}
