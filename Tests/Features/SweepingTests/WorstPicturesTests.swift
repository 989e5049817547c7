import Foundation
import LabTesting
import Testing

@testable import Sweeping

@Suite struct WorstPicturesTests {
    private let folder: TemporaryFolder
    private let pictures: WorstPictures

    init() throws {
        folder = try TemporaryFolder()
        pictures = WorstPictures(working: folder.file("work"), place: LineFolder(path: folder.file("line")))
        try WholeFile.makeFolder(folder.file("line"))
        for run in ["a", "b"] {
            try WholeFile.makeFolder(folder.file("work/worst-\(run)"))
            try WholeFile.replace(folder.file("work/worst-\(run)/worst-1-frame-7-picture.png"), with: Data(run.utf8))
        }
    }

    private func names(_ name: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.file(name)).sorted()
    }

    @Test func theyFollowTheRunsThatAreKept() throws {
        #expect(pictures.keep(["b", "c"]).isEmpty)
        #expect(try names("line") == ["worst-b"] && names("work") == ["worst-a"])
        #expect(try WholeFile.read(folder.file("line/worst-b/worst-1-frame-7-picture.png")) == Data("b".utf8))
        pictures.discard(["a", "c"])
        #expect(try names("work").isEmpty)
    }

    @Test func wherePicturesCannotComeTheyStay() throws {
        try WholeFile.makeFolder(folder.file("line/worst-a"))
        let troubles = pictures.keep(["a", "b"])
        #expect(troubles.count == 1)
        #expect(troubles[0].hasPrefix("the pictures in \(folder.file("work/worst-a")) stay there: "))
        #expect(try names("line") == ["worst-a", "worst-b"] && names("work") == ["worst-a"])
    }

    @Test func aLineMeasuredInItsOwnFolderKeepsThemThere() throws {
        let here = WorstPictures(working: folder.file("work"), place: LineFolder(path: folder.file("work")))
        #expect(here.keep(["a"]).isEmpty)
        #expect(try names("work") == ["worst-a", "worst-b"])
    }
}
