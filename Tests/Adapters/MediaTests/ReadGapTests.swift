import LabModel
import Media
import Testing

@Suite struct ReadGapTests {
    private func gaps(after waits: [Double], threshold: Double = 1) throws -> (gaps: [TimeGap], instants: [WallTime]) {
        let chunks = try NumberedPictures.chunks(waits.count).chunks
        let clock = ManualClock()
        var at = clock.now()
        var pieces: [SteppedSource.Piece] = []
        for (chunk, wait) in zip(chunks, waits) {
            at = at + .seconds(wait)
            pieces.append(.init(bytes: chunk, at: at))
        }
        let reader = try AccessUnitReader.open(
            source: SteppedSource(pieces, clock: clock),
            options: SourceOptions(gapThreshold: .seconds(threshold)),
            clock: clock,
            interrupt: Interrupt()
        )
        while try reader.next() != nil {}
        #expect(reader.lastReadAt == pieces.last?.at)
        let found = reader.takeReadGaps()
        #expect(reader.takeReadGaps().isEmpty)
        return (found, pieces.map(\.at))
    }

    @Test func stretchesWithoutMediaAreListed() throws {
        let found = try gaps(after: [0, 0.03, 1, 0.03, 2.5, 0.99, 0.03])
        #expect(
            found.gaps == [
                TimeGap(start: found.instants[1], end: found.instants[2]),
                TimeGap(start: found.instants[3], end: found.instants[4]),
            ]
        )
    }

    @Test func theThresholdCanBeSet() throws {
        #expect(try gaps(after: [0, 0.2, 0.19, 0.21], threshold: 0.2).gaps.count == 2)
        #expect(try gaps(after: [0, 3, 3], threshold: 4).gaps.isEmpty)
    }

    /// A reader that was busy elsewhere finds the bytes waiting: the media had not paused.
    @Test func aBusyReaderSeesNoGap() throws {
        let chunks = try NumberedPictures.chunks(6).chunks
        let clock = ManualClock()
        let source = BusySource(chunks)
        let reader = try AccessUnitReader.open(source: source, clock: clock, interrupt: Interrupt())
        while try reader.next() != nil {
            clock.advance(by: .seconds(5))
        }
        #expect(reader.takeReadGaps().isEmpty)
    }

    private final class BusySource: ByteSource {
        private var chunks: [[UInt8]]

        init(_ chunks: [[UInt8]]) {
            self.chunks = chunks
        }

        func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
            guard !chunks.isEmpty else { return 0 }
            let chunk = chunks.removeFirst()
            buffer.copyBytes(from: chunk)
            return chunk.count
        }

        func interrupt() {}
    }
}
