import Foundation
import Glibc
import LabModel
import LabTesting
import Media
import Testing

/// The ways in: http, files, pipes.
@Suite struct AccessUnitReaderTests {
    @Test(arguments: [ContainerFormat.mpegTS, .fragmentedMP4])
    func aLiveStreamOverHTTP(format: ContainerFormat) throws {
        let stream = try NumberedPictures.chunks(40, format: format)
        let body = stream.header + stream.chunks.flatMap { $0 }
        let type = format == .mpegTS ? "video/mp2t" : "video/mp4"
        let server = try LocalServer(.bytes(LocalServer.response(body, type: type)))
        defer { server.stop() }
        let clock = ManualClock(step: .microseconds(1))
        let before = clock.now()
        let reader = try AccessUnitReader.open(server.url("live"), clock: clock, interrupt: Interrupt())
        let reading = try Reading.all(reader, clock: clock)
        #expect(reading.numbers == Array(0..<40))
        #expect(reader.isLive)
        #expect(reader.arrivalMethod == .readLog)
        #expect(reader.bytesRead == body.count)
        #expect(before < reader.requestedAt)
        #expect(reader.requestedAt < reader.connectedAt)
        let first = try #require(reader.firstByteAt)
        #expect(reader.connectedAt < first)
        #expect(reading.units.allSatisfy { $0.arrival >= first })
        #expect(reading.units.map(\.arrival) == reading.units.map(\.arrival).sorted())
        #expect(reading.events == [])
    }

    @Test func aFileIsNotLive() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("media-tests-\(UUID().uuidString).ts").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ForeignEncoderTests.write(path)
        let reader = try AccessUnitReader.open(path, clock: ManualClock(), interrupt: Interrupt())
        #expect(!reader.isLive)
        #expect(reader.video.codec == "h264")
        #expect(reader.video.container == "mpegts")
        #expect(reader.video.size == nil)
    }

    @Test func aNamedPipeIsLive() throws {
        let path = "/tmp/media-tests-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let bytes = try NumberedPictures.chunks(3).chunks.flatMap { $0 }
        // Few enough bytes that the pipe takes them without a reader.
        try #require(bytes.count < 65_536)
        let writer = open(path, O_RDWR)
        try #require(write(writer, bytes, bytes.count) == bytes.count)
        let clock = ManualClock()
        let reader = try AccessUnitReader.open(path, clock: clock, interrupt: Interrupt())
        close(writer)
        let reading = try Reading.all(reader, clock: clock)
        #expect(reading.numbers == [0, 1, 2])
        #expect(reader.isLive)
    }

    @Test func aBrokenUnitIsCountedAndPassedOver() throws {
        var chunks = try NumberedPictures.chunks(40).chunks
        // Break the coded picture, not the transport packets: all but each packet's own header of the fifth unit.
        for start in stride(from: 188, to: chunks[5].count - 188, by: 188) {
            for index in start + 30..<start + 188 {
                chunks[5][index] = chunks[5][index] ^ 0xA5
            }
        }
        let clock = ManualClock()
        let source = SteppedSource(chunks.flatMap { $0 }, clock: clock)
        let reader = try AccessUnitReader.open(source: source, clock: clock, interrupt: Interrupt())
        let decoder = try PictureDecoder.open(reader.video, clock: clock)
        var numbers: [Int] = []
        while let unit = try reader.next() {
            numbers += try decoder.decode(unit).map(NumberedPictures.read)
        }
        #expect(decoder.failedUnits > 0)
        #expect(decoder.takeEvents().contains { $0.code == "broken_unit" })
        #expect(Array(numbers.suffix(10)) == Array(30..<40))
    }

    /// Streams with bytes turned over at random neither crash nor hang; what comes out is in order.
    @Test(arguments: 1...25)
    func damagedStreamsEndSomehow(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var bytes = try NumberedPictures.chunks(12).chunks.flatMap { $0 }
        for _ in 0..<Int.random(in: 1...60, using: &random) {
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        do throws(MediaError) {
            let clock = ManualClock()
            let reader = try AccessUnitReader.open(
                source: SteppedSource(bytes, clock: clock),
                clock: clock,
                interrupt: Interrupt()
            )
            let decoder = try PictureDecoder.open(reader.video, clock: clock)
            var last = -1
            while let unit = try reader.next() {
                #expect(unit.sequence == last + 1)
                last = unit.sequence
                _ = try decoder.decode(unit)
            }
            _ = try decoder.finish()
        } catch {
            #expect(!error.what.isEmpty)
        }
    }
}
