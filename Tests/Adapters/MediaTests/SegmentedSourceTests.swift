import Foundation
import LabModel
import Media
import Testing

/// Segmented media as HLS brings it: units come out with the bytes that end them, and arrive when those came.
@Suite struct SegmentedSourceTests {
    private let clock = ManualClock()

    private func open(_ source: SegmentedSource) throws -> AccessUnitReader {
        try AccessUnitReader.open(source: source, clock: clock, interrupt: Interrupt())
    }

    private func encoded(_ arguments: String, _ name: String) throws -> [UInt8] {
        let path = try ForeignEncoderTests.encode(arguments, extension: name)
        defer { ForeignEncoderTests.remove(path) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test func aFragmentAFrameComesFrameByFrame() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try StreamMuxer.open(.fragmentedMP4, encoder: encoder)
        let picture = try PictureBuffer.make(size: NumberedPictures.size)
        let start = clock.now()
        var fragments: [[UInt8]] = []
        for number in 0..<45 {
            NumberedPictures.draw(number, into: picture)
            for packet in try encoder.encode(picture, index: Int64(number)) {
                fragments.append(try muxer.write(packet))
            }
        }
        let items = fragments.enumerated().map { number, fragment in
            SegmentedSource.Item.piece(fragment, at: start + .milliseconds(Double(number) * 40))
        }
        let source = SegmentedSource([.piece(muxer.header, at: start)] + items)
        let reader = try open(source)
        for number in 0..<45 {
            let unit = try #require(try reader.next())
            #expect(unit.arrival == start + .milliseconds(Double(number) * 40))
            // Nothing of the next fragment was read before this unit went out.
            #expect(source.arrival == unit.arrival)
        }
        #expect(try reader.next() == nil)
        #expect(reader.arrivalMethod == .readLog)
    }

    /// Other packagers put a whole segment's samples behind one `moof`.
    @Test(arguments: ["-bf 0", "-bf 3 -b_strategy 0"])
    func aFragmentASegmentComesFrameByFrame(reordering: String) throws {
        let bytes = try encoded(
            "-c:v libx264 -preset veryfast \(reordering) -g 30 -movflags +frag_keyframe+empty_moov+default_base_moof",
            "mp4"
        )
        let source = SegmentedSource(SegmentedSource.pieces(bytes, of: 500, from: clock.now()))
        let reader = try open(source)
        var arrivals: [WallTime] = []
        while let unit = try reader.next() {
            #expect(source.arrival == unit.arrival)
            arrivals.append(unit.arrival)
        }
        #expect(arrivals.count == ForeignEncoderTests.count)
        #expect(arrivals == arrivals.sorted())
        #expect(Set(arrivals).count > 30)
    }

    /// A unit whose packet says no length is whole when its segment ends: it does not wait for the next segment.
    @Test(arguments: ["-bf 0", "-bf 3 -b_strategy 0"])
    func theLastUnitOfATransportStreamsSegmentDoesNotWait(reordering: String) throws {
        let bytes = try encoded("-c:v libx264 -preset veryfast \(reordering) -g 30", "ts")
        let start = clock.now()
        let first = SegmentedSource.pieces(bytes, of: 5_000, from: start)
        let second = SegmentedSource.pieces(bytes, of: 5_000, from: start + .seconds(60))
        let source = SegmentedSource(first + [.boundary] + second + [.boundary])
        let reader = try open(source)
        var units: [AccessUnit] = []
        for _ in 0..<ForeignEncoderTests.count {
            units.append(try #require(try reader.next()))
        }
        #expect(source.boundaries == 1)
        #expect(try #require(source.arrival) < start + .seconds(60))
        let last = start + .milliseconds(Double((bytes.count - 1) / 5_000))
        #expect(units.last?.arrival == last)
        for _ in 0..<ForeignEncoderTests.count {
            units.append(try #require(try reader.next()))
        }
        #expect(try reader.next() == nil)
        #expect(units.last?.arrival == last + .seconds(60))
        #expect(reader.takeEvents() == [])
    }

    @Test func gapsAreThoseOfTheArrivals() throws {
        let chunks = try NumberedPictures.chunks(8).chunks
        let start = clock.now()
        // All can be read at once; 2 s without a byte before the fourth, and the fifth came before it.
        let came = [0, 40, 80, 2_080, 100, 2_120, 2_160, 2_200]
        let source = SegmentedSource(
            zip(chunks, came).map { .piece($0, at: start + .milliseconds(Double($1))) }
        )
        let reader = try open(source)
        var arrivals: [Double] = []
        while let unit = try reader.next() {
            arrivals.append((unit.arrival - start).milliseconds)
        }
        #expect(arrivals == came.map(Double.init))
        let gaps = reader.takeReadGaps()
        #expect(gaps.map { ($0.start - start).milliseconds } == [80])
        #expect(gaps.map { ($0.end - start).milliseconds } == [2_080])
        #expect(reader.lastReadAt == start + .milliseconds(2_200))
    }

    @Test func playlistsAreLeftToThoseWhoWantThem() throws {
        let text = Array("#EXTM3U\n#EXT-X-VERSION:6\n#EXTINF:1,\na.ts\n".utf8)
        #expect(throws: MediaError.notMedia(address: "http://h/s", found: "a playlist")) {
            try AccessUnitReader.open(
                source: SegmentedSource([.piece(text, at: clock.now())]),
                named: "http://me:secret@h/s",
                clock: clock,
                interrupt: Interrupt()
            )
        }
    }
}
