import LabModel
import LabTesting
import Machine
import Testing

@testable import Scoring

/// What a waiting picture holds.
@Suite struct ScoringJobTests {
    @Test(arguments: [(8, 3), (10, 6), (12, 6)])
    func deepPicturesHoldTwiceTheBytes(depth: Int, bytes: Int) throws {
        let folder = try TemporaryFolder()
        let clip = PlainClip(size: PixelSize(width: 64, height: 48), depth: depth, count: 1)
        try clip.write(to: folder.file("clip.y4m"))
        let file = try PictureFile(folder.file("clip.y4m"), clock: SystemClock())
        let picture = try #require(try file.next())
        #expect(ScoringJob(picture: picture, stamp: PlantedStream.stamp(0)).bytes == 64 * 48 * bytes)
    }
}
