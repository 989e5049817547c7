import LabModel
import Media
import Testing

/// How access units lie in packets: several in one, parts of one, without length, between other PIDs.
@Suite struct PackingTests {
    private struct Stream {
        var tables: [UInt8]
        var units: [[UInt8]]
    }

    private func encode(_ count: Int) throws -> Stream {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        let muxer = try StreamMuxer.open(.mpegTS, encoder: encoder)
        var stream = Stream(tables: [], units: [])
        for number in 0..<count {
            NumberedPictures.draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: Int64(number)) {
                let bytes = try muxer.write(packet)
                if number == 0 {
                    stream.tables = TransportStreamWriter.tables(from: bytes)
                }
                stream.units.append(packet.copyBytes())
            }
        }
        return stream
    }

    private func ticks(_ number: Int) -> Int64 {
        90_000 + Int64(number) * 3_000
    }

    @Test(arguments: [true, false])
    func twoUnitsInOnePESAreSplit(hasLength: Bool) throws {
        let stream = try encode(40)
        var writer = TransportStreamWriter()
        var bytes = stream.tables
        for first in stride(from: 0, to: 40, by: 2) {
            let payload = stream.units[first] + stream.units[first + 1]
            bytes += writer.pes(payload, ticks: ticks(first), hasLength: hasLength)
        }
        let reading = try Reading.all(bytes)
        #expect(reading.numbers == Array(0..<40))
        #expect(reading.units.map(\.size.bytes) == stream.units.map(\.count))
        for unit in reading.units {
            // The second unit's time is not in the stream; it is unknown rather than guessed.
            let expected = unit.sequence.isMultiple(of: 2) ? Latency.seconds(1 + Double(unit.sequence) / 30) : nil
            #expect(
                unit.presentationTime.map { $0.milliseconds.rounded() } == expected.map { $0.milliseconds.rounded() }
            )
        }
        #expect(
            reading.events == [
                MediaEvent(code: "decoder_mode", text: "several access units in one PES packet: split")
            ]
        )
        #expect(reading.mode == .lowDelay)
    }

    @Test func eachSplitUnitArrivesWithItsOwnLastByte() throws {
        let stream = try encode(20)
        var writer = TransportStreamWriter()
        let clock = ManualClock()
        var pieces = [SteppedSource.Piece(bytes: stream.tables, at: clock.now())]
        var at = clock.now()
        var ends: [WallTime] = []
        for first in stride(from: 0, to: 20, by: 2) {
            let pes = writer.pes(stream.units[first] + stream.units[first + 1], ticks: ticks(first), hasLength: true)
            // One transport packet a read, 1 ms apart; 14 bytes of PES header stand before the units.
            var firstEnd: WallTime?
            var payload = -14
            for start in stride(from: 0, to: pes.count, by: 188) {
                at = at + .milliseconds(1)
                pieces.append(.init(bytes: Array(pes[start..<start + 188]), at: at))
                let hasStuffing = pes[start + 3] & 0x20 != 0
                payload += hasStuffing ? 183 - Int(pes[start + 4]) : 184
                if payload >= stream.units[first].count {
                    firstEnd = firstEnd ?? at
                }
            }
            ends += [try #require(firstEnd), at]
        }
        let reader = try AccessUnitReader.open(
            source: SteppedSource(pieces, clock: clock),
            clock: clock,
            interrupt: Interrupt()
        )
        var arrivals: [WallTime] = []
        while let unit = try reader.next() {
            arrivals.append(unit.arrival)
        }
        #expect(arrivals == ends)
    }

    @Test(arguments: [1_000, 3_000, 7_777])
    func unitsThatStraddlePacketsAreJoined(cut: Int) throws {
        let stream = try encode(40)
        var writer = TransportStreamWriter()
        var bytes = stream.tables
        var all = stream.units.flatMap { $0 }[...]
        while !all.isEmpty {
            bytes += writer.pes(Array(all.prefix(cut)), ticks: nil, hasLength: true)
            all = all.dropFirst(cut)
        }
        let reading = try Reading.all(bytes)
        // Only a fragment that went out as the first unit may show twice, whole the second time.
        #expect(Array(reading.numbers.suffix(40)) == Array(0..<40))
        #expect(reading.units.suffix(40).map(\.size.bytes) == stream.units.map(\.count))
        #expect(reading.events.contains { $0.text.hasPrefix("access units straddle packets") })
    }

    @Test func withoutLengthTheArrivalIsStillThatOfTheLastByte() throws {
        let stream = try encode(30)
        var writer = TransportStreamWriter()
        let clock = ManualClock()
        var pieces = [SteppedSource.Piece(bytes: stream.tables, at: clock.now())]
        var ends: [WallTime] = []
        var at = clock.now()
        for (number, unit) in stream.units.enumerated() {
            let pes = writer.pes(unit, ticks: ticks(number), hasLength: false)
            at = at + .milliseconds(20)
            pieces.append(.init(bytes: Array(pes.dropLast(188)), at: at))
            at = at + .milliseconds(5)
            pieces.append(.init(bytes: Array(pes.suffix(188)), at: at))
            ends.append(at)
            // Tables and another PID follow at once or later: they are not the unit's bytes.
            at = at + .milliseconds(3)
            pieces.append(.init(bytes: writer.foreign() + stream.tables, at: at))
        }
        let reader = try AccessUnitReader.open(
            source: SteppedSource(pieces.filter { !$0.bytes.isEmpty }, clock: clock),
            clock: clock,
            interrupt: Interrupt()
        )
        var arrivals: [WallTime] = []
        while let unit = try reader.next() {
            arrivals.append(unit.arrival)
        }
        #expect(arrivals == ends)
    }

    @Test func aStreamJoinedBetweenKeyframesStartsAtTheNextOne() throws {
        let stream = try NumberedPictures.chunks(70)
        // Cut in the middle of a transport packet, too.
        let bytes = Array(stream.chunks[10...].flatMap { $0 }.dropFirst(77))
        let reading = try Reading.all(bytes)
        #expect(reading.numbers == Array(30..<70))
        #expect(reading.events.map(\.code) == ["waiting_for_keyframe"])
        #expect(reading.pictures.allSatisfy { !$0.isDamaged })
    }
}
