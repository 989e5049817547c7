import Foundation
import LabModel
import Media
import Testing

@Suite struct StreamMuxerTests {
    @Test func keyframeChunksBeginWithTheTables() throws {
        let chunks = try NumberedPictures.chunks(31, settings: NumberedPictures.settings(gop: 0.2)).chunks
        for (number, chunk) in chunks.enumerated() where number.isMultiple(of: 6) {
            #expect(chunk.count.isMultiple(of: 188))
            let pids = stride(from: 0, to: chunk.count, by: 188).map {
                Int(chunk[$0 + 1] & 0x1F) << 8 | Int(chunk[$0 + 2])
            }
            let video = try #require(pids.firstIndex(of: 0x100))
            #expect(pids[..<video].contains(0))
            #expect(pids[..<video].contains(0x1000))
        }
        // A viewer can start at any of them.
        for start in stride(from: 0, to: 31, by: 6) {
            let reading = try Reading.all(chunks[start...].flatMap { $0 })
            #expect(reading.numbers == Array(start..<31))
        }
    }

    @Test func tablesComeWithEveryChunkWhereAllAreKeyframes() throws {
        let chunks = try NumberedPictures.chunks(5, settings: NumberedPictures.settings(gop: 0.01)).chunks
        for chunk in chunks {
            #expect(try Reading.all(chunk).pictures.count == 1)
        }
    }

    @Test func fragmentsCarryOneFrameEach() throws {
        let stream = try NumberedPictures.chunks(40, format: .fragmentedMP4)
        #expect(stream.header.count > 100)
        let clock = ManualClock()
        let start = clock.now()
        var pieces = [SteppedSource.Piece(bytes: stream.header, at: start)]
        for (number, chunk) in stream.chunks.enumerated() {
            pieces.append(.init(bytes: chunk, at: start + .milliseconds(Double(number + 1) * 33)))
        }
        let source = SteppedSource(pieces, clock: clock)
        let reader = try AccessUnitReader.open(source: source, clock: clock, interrupt: Interrupt())
        let reading = try Reading.all(reader, clock: clock)
        #expect(reading.numbers == Array(0..<40))
        #expect(reading.units.map(\.arrival) == pieces.dropFirst().map(\.at))
        #expect(reader.video.size == NumberedPictures.size)
        // A late viewer: header, then from a keyframe on.
        let late = try Reading.all(stream.header + stream.chunks[30...].flatMap { $0 })
        #expect(late.numbers == Array(30..<40))
    }

    /// Ticks that were left out are holes in media time too, and so is what lies before the first one.
    @Test(arguments: [[0, 1, 2, 3, 4, 7, 8], [5, 6, 7, 20, 21], [0, 2, 4, 5]])
    func fragmentsStandAtTheirTick(ticks: [Int64]) throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try StreamMuxer.open(.fragmentedMP4, encoder: encoder)
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        var times: [UInt64] = []
        for tick in ticks {
            NumberedPictures.draw(Int(tick), into: buffer)
            for packet in try encoder.encode(buffer, index: tick) {
                let box = ProducerReferenceTime(fragment: try muxer.write(packet), time: WallTime(nanoseconds: 0))
                times.append(try #require(box).mediaTime)
            }
        }
        let unit = UInt64(try #require(MediaTimescale.of(header: muxer.header))) / 30
        #expect(times == ticks.map { UInt64($0) * unit })
    }

    @Test func multipartPicturesArriveWhole() throws {
        let settings = try NumberedPictures.settings(codec: .mjpeg, bitrate: 8_000_000)
        let stream = try NumberedPictures.chunks(10, format: .multipartJPEG, settings: settings)
        let reading = try Reading.all(stream.header + stream.chunks.flatMap { $0 }, hint: "mpjpeg")
        #expect(reading.numbers == Array(0..<10))
    }

    @Test(arguments: ["mp4", "mkv", "ts"])
    func filesHoldEveryPicture(name: String) throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("media-tests-\(UUID().uuidString).\(name)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try ForeignEncoderTests.write(path)
        let reading = try Reading.all(file: path)
        #expect(reading.numbers == Array(0..<ForeignEncoderTests.count))
    }

    @Test func saysWhichCodecAContainerDoesNotTake() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(codec: .vp9))
        #expect(throws: MediaError.muxerFailed(format: "mpegts", reason: "it does not take vp9")) {
            try StreamMuxer.open(.mpegTS, encoder: encoder)
        }
    }

    @Test(arguments: [VideoCodec.hevc, .vp9, .av1])
    func fragmentsCarryOtherCodecs(codec: VideoCodec) throws {
        let settings = try NumberedPictures.settings(codec: codec, bitrate: 2_000_000)
        let stream = try NumberedPictures.chunks(8, format: .fragmentedMP4, settings: settings)
        let reading = try Reading.all(stream.header + stream.chunks.flatMap { $0 })
        #expect(reading.numbers == Array(0..<8))
    }

    @Test func hevcInATransportStreamHoldsNothingBack() throws {
        let stream = try NumberedPictures.chunks(10, settings: NumberedPictures.settings(codec: .hevc))
        let reading = try Reading.all(stream.chunks.flatMap { $0 })
        #expect(reading.numbers == Array(0..<10))
        #expect(reading.picturesAfterUnit == Array(1...10))
    }

    @Test func aFileThatCannotBeWritten() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        #expect(
            throws: MediaError.cannotOpen(address: "/no/such/folder/a.mp4", reason: "No such file or directory")
        ) { try StreamMuxer.open(file: "/no/such/folder/a.mp4", encoder: encoder) }
    }
}
