import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// References redrawn from description and stamp.
@Suite struct ReferenceRedrawerTests {
    private func redrawer(_ description: StreamDescription, content: String? = nil) throws -> ReferenceRedrawer {
        try ReferenceRedrawer(description, contentFile: content, clock: SystemClock())
    }

    @Test(arguments: MarkFormat.allCases)
    func aReferenceIsWhatTheStreamerGaveItsEncoder(format: MarkFormat) throws {
        let stream = PlantedStream(format: format)
        let redrawer = try redrawer(stream.description)
        let pictures = try ReferencePictures(size: redrawer.size)
        let sent = try stream.pictures([11, 12, 13]).map { PlantedStream.bytes($0) }
        try redrawer.draw(PlantedStream.stamp(12), hasNeighbours: true, into: pictures)
        let drawn = pictures.lend { references in
            [references.before, references.at, references.after].map { $0.map(PlantedStream.bytes) }
        }
        #expect(drawn == sent)
    }

    @Test func theOrderOfTheFramesChangesNothing() throws {
        let stream = PlantedStream()
        let redrawer = try redrawer(stream.description)
        let pictures = try ReferencePictures(size: redrawer.size)
        for number in [5, 6, 4, 5, 90, 1, 6] {
            let sent = PlantedStream.bytes(try stream.pictures([number])[0])
            try redrawer.draw(PlantedStream.stamp(number), hasNeighbours: number != 90, into: pictures)
            #expect(pictures.lend { PlantedStream.bytes($0.at) } == sent, "frame \(number)")
        }
    }

    @Test func neighboursKeepTheRateWhateverTheyWereStampedWith() throws {
        let stream = PlantedStream()
        let redrawer = try redrawer(stream.description)
        let pictures = try ReferencePictures(size: redrawer.size)
        var late = PlantedStream.stamp(12)
        late.time = late.time.map { $0 + .milliseconds(3) }
        late.latenessTicks = 30
        try redrawer.draw(late, hasNeighbours: true, into: pictures)
        let first = pictures.lend { [$0.before, $0.after].map { $0.map(PlantedStream.bytes) } }
        let on = try stream.pictures([11, 13]).map { PlantedStream.bytes($0) }
        #expect(first[0] != on[0])
        try redrawer.draw(late, hasNeighbours: true, into: pictures)
        #expect(pictures.lend { [$0.before, $0.after].map { $0.map(PlantedStream.bytes) } } == first)
    }

    @Test func aStreamsFirstFrameHasNoneBeforeIt() throws {
        let redrawer = try redrawer(PlantedStream().description)
        let pictures = try ReferencePictures(size: redrawer.size)
        try redrawer.draw(PlantedStream.stamp(0), hasNeighbours: true, into: pictures)
        #expect(pictures.lend { $0.before == nil && $0.after != nil })
        try redrawer.draw(PlantedStream.stamp(1), hasNeighbours: false, into: pictures)
        #expect(pictures.lend { $0.before == nil && $0.after == nil })
    }

    @Test func descriptionsOfWhatThisLabDoesNotDrawAreRefused() throws {
        let good = PlantedStream().description
        var other = good
        other.contentVersion = 9
        #expect(throws: ScoringError.otherContent(version: 9, known: 1)) { try redrawer(other) }
        other = good
        other.markLayoutVersion = 2
        #expect(throws: ScoringError.otherMarks(version: 2, known: 1)) { try redrawer(other) }
        other = good
        other.colorRange = "full"
        #expect(throws: ScoringError.otherFormat("yuv420p full bt709")) { try redrawer(other) }
        other = good
        other.width = 0
        #expect(throws: ScoringError.noSize) { try redrawer(other) }
        other = good
        other.height = 90
        #expect(throws: ScoringError.self) { try redrawer(other) }
    }

    @Test func aContentFileMustBeTheVeryOne() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("content.mkv")
        try PlantedStream.encode(PlantedStream().pictures([0, 9]), to: path)
        var description = PlantedStream().description
        description.content = .file
        description.contentSha256 = String(repeating: "0", count: 64)
        #expect(throws: ScoringError.contentMissing) { try redrawer(description) }
        #expect(throws: ScoringError.contentDiffers(path: path)) { try redrawer(description, content: path) }
        #expect(throws: ScoringError.self) { try redrawer(description, content: folder.file("none")) }
    }
}
