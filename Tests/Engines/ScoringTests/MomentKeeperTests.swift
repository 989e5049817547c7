import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// The pictures of worst moments.
@Suite struct MomentKeeperTests {
    private func read(_ path: String) throws -> Picture {
        try #require(try PictureFile(path, clock: SystemClock()).next())
    }

    @Test func aPairIsKeptAndShownBesideItsDifference() throws {
        let folder = try TemporaryFolder()
        let keeper = MomentKeeper(folder: folder.file("deep/worst"))
        try keeper.begin()
        let pictures = try PlantedStream().pictures([3, 8])
        let file = try pictures[0].withPlanes { first in
            try pictures[1].withPlanes { second in
                try keeper.keep(first.readOnly, second.readOnly, number: 8, place: 0)
            }
        }
        #expect(file == folder.file("deep/worst") + "/worst-1-frame-8-difference.png")
        let names = try FileManager.default.contentsOfDirectory(atPath: keeper.folder).sorted()
        #expect(names == ["difference", "picture", "reference"].map { "worst-1-frame-8-\($0).png" })
        #expect(try read(file).size == PixelSize(width: 960, height: 240))
        let reference = try read(keeper.folder + "/worst-1-frame-8-reference.png")
        #expect(reference.size == PlantedStream.size)
        #expect(reference.pixelFormat == "rgb24")
    }

    @Test func equalPicturesDifferByGreyAlone() throws {
        let folder = try TemporaryFolder()
        let keeper = MomentKeeper(folder: folder.path)
        let picture = try PlantedStream().pictures([3])[0]
        let file = try picture.withPlanes { try keeper.keep($0.readOnly, $0.readOnly, number: 3, place: 4) }
        let grey = try read(file).withLuma { luma in
            let bytes = PlantedStream.bytes(luma)
            return
                Set(
                    (0..<240).flatMap { row in
                        bytes[(row * 960 + 648)..<(row * 960 + 952)]
                    }
                )
        }
        #expect(grey.allSatisfy { abs(Int($0) - 128) <= 2 }, "\(grey)")
    }

    /// Three of these side by side are wider than any video.
    @Test(arguments: [2_732, 3_840, 8_192]) func wideMomentsAreKeptToo(width: Int) throws {
        let folder = try TemporaryFolder()
        let picture = try PictureBuffer.make(size: PixelSize(width: width, height: 16))
        picture.withPlanes { planes in
            for (plane, level) in [(planes.luma, 100), (planes.chromaBlue, 128), (planes.chromaRed, 128)] {
                for row in 0..<plane.height {
                    (plane.base + row * plane.stride)
                        .initializeMemory(as: UInt8.self, repeating: UInt8(level), count: plane.width)
                }
            }
        }
        let file = try picture.withPlanes {
            try MomentKeeper(folder: folder.path).keep($0.readOnly, $0.readOnly, number: 1, place: 0)
        }
        let kept = try read(file)
        #expect(kept.size == PixelSize(width: 3 * width, height: 16))
        let columns = kept.withLuma { luma in
            [0, width - 1, width, 2 * width - 2, 2 * width + 2, 3 * width - 1].map { column in
                Int((luma.base + 8 * luma.stride + column).loadUnaligned(as: UInt8.self))
            }
        }
        for (found, wanted) in zip(columns, [100, 100, 100, 100, 128, 128]) {
            #expect(abs(found - wanted) <= 1, "\(columns)")
        }
    }

    @Test func aFolderThatCannotBeIsTold() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(filePath: folder.file("file")))
        #expect(throws: ScoringError.self) { try MomentKeeper(folder: folder.file("file") + "/below").begin() }
    }
}
