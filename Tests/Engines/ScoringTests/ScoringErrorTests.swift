import Drawing
import LabModel
import Media
import Quality
import Scoring
import Testing

@Suite struct ScoringErrorTests {
    private func expect(_ error: ScoringError, _ what: String, _ place: String?, _ remedy: String?) {
        #expect(error.what == what)
        #expect(error.place == place)
        #expect(error.remedy == remedy)
    }

    @Test func whatIsWrongWithADescriptionIsTold() {
        let place = "redrawing the reference"
        let same = "Use the same version of streamer and receiver"
        expect(
            .noSize,
            "the stream's description names no picture size",
            place,
            "Name a whole description with --stream"
        )
        let drawn = "the stream's pictures are drawn by version 2, and this lab knows version 1"
        expect(.otherContent(version: 2, known: 1), drawn, place, same)
        let marks = "the stream's marks are laid out by version 3, and this lab knows version 1"
        expect(.otherMarks(version: 3, known: 1), marks, place, same)
        let format = "the stream's pictures are yuv444p full bt709, and this lab draws yuv420p limited bt709"
        expect(.otherFormat("yuv444p full bt709"), format, place, same)
        let missing = "the stream plays a file, which scoring needs too"
        expect(.contentMissing, missing, place, "Name the file with --content")
    }

    @Test func whatIsWrongWithFilesAndPicturesIsTold() {
        let differs = "the content file is not the one that the streamer plays: their SHA-256 differ"
        expect(.contentDiffers(path: "/a"), differs, "/a", "Name the very file that the streamer was given")
        let shape = ScoringError.otherShape(
            picture: PixelSize(width: 4, height: 2),
            reference: PixelSize(width: 2, height: 4)
        )
        let remedy = "Score a stream that is not cropped or stretched"
        expect(shape, "pictures of 4x2 have another shape than the reference of 2x4", nil, remedy)
        let unwritable = ScoringError.unwritable(path: "/x", reason: "Permission denied")
        expect(unwritable, "cannot write the picture: Permission denied", "/x", "Name a folder that can be written to")
    }

    @Test func whatIsWrongWithAFilesPictureIsTold() {
        let lost = "a picture after the first 3 cannot be decoded, and nothing tells the places of those behind it"
        expect(.pictureLost(path: "/a", after: 3), lost, "/a", "Score a whole file")
        let damaged = "the reference's picture after the first 0 is damaged"
        expect(.referenceDamaged(path: "/b", after: 0), damaged, "/b", "Score a whole file")
    }

    @Test func causesSpeakForThemselves() {
        #expect("\(ScoringError.media(.cancelled))" == "\(MediaError.cancelled)")
        #expect("\(ScoringError.drawing(.media(.cancelled)))" == "\(MediaError.cancelled)")
        let cause = QualityError.differentShapes(reference: "1x1 of 8 bits", distorted: "2x2 of 8 bits")
        #expect("\(ScoringError.quality(cause))" == "\(cause)")
    }
}
