import LabModel
import Media
import Testing

/// Nothing is kept of a frame that is over.
@Suite struct LifetimeTests {
    private struct Held {
        weak var unit: AccessUnit?
        weak var picture: Picture?
    }

    @Test func unitsAndPicturesAreReleased() throws {
        let bytes = try NumberedPictures.chunks(150, settings: NumberedPictures.settings(gop: 0.5)).chunks.flatMap {
            $0
        }
        let clock = ManualClock()
        let source = SteppedSource(bytes, clock: clock)
        let reader = try AccessUnitReader.open(source: source, clock: clock, interrupt: Interrupt())
        let decoder = try PictureDecoder.open(reader.video, clock: clock)
        var held: [Held] = []
        while let unit = try reader.next() {
            for picture in try decoder.decode(unit) {
                held.append(Held(unit: unit, picture: picture))
            }
        }
        #expect(held.count == 150)
        #expect(held.compactMap(\.picture).isEmpty)
        // The decoder keeps those since the last keyframe, to begin again should the stream turn out to reorder.
        #expect(held.compactMap(\.unit).count <= 15 + 1)
    }

    @Test func readerAndDecoderAreReleased() throws {
        weak var reader: AccessUnitReader?
        weak var decoder: PictureDecoder?
        weak var encoder: VideoEncoder?
        weak var source: SteppedSource?
        let interrupt = Interrupt()
        do {
            let bytes = try NumberedPictures.chunks(3).chunks.flatMap { $0 }
            let clock = ManualClock()
            let stepped = SteppedSource(bytes, clock: clock)
            let opened = try AccessUnitReader.open(source: stepped, clock: clock, interrupt: interrupt)
            let pictures = try PictureDecoder.open(opened.video, clock: clock)
            let made = try VideoEncoder.open(NumberedPictures.settings())
            while let unit = try opened.next() {
                _ = try pictures.decode(unit)
            }
            (reader, decoder, encoder, source) = (opened, pictures, made, stepped)
            #expect(reader != nil && decoder != nil && encoder != nil && source != nil)
        }
        #expect(reader == nil && decoder == nil && encoder == nil && source == nil)
    }
}
