import Foundation
import LabTesting
import Testing

@testable import Sweeping

@Suite struct WholeFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder.file(name), encoding: .utf8)
    }

    @Test func replacingLeavesTheNewFileAlone() throws {
        try WholeFile.replace(folder.file("a"), with: Data("one".utf8))
        try WholeFile.replace(folder.file("a"), with: Data("two".utf8))
        #expect(try text("a") == "two")
        try WholeFile.replace(folder.file("b"), withCopyOf: folder.file("a"))
        #expect(try text("b") == "two")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["a", "b"])
    }

    @Test func creatingNeverReplaces() throws {
        #expect(try WholeFile.create(folder.file("a"), with: Data("one".utf8)) == .published)
        #expect(try WholeFile.create(folder.file("a"), with: Data("two".utf8)) == .taken)
        try WholeFile.replace(folder.file("b"), with: Data("three".utf8))
        #expect(try WholeFile.create(folder.file("a"), asCopyOf: folder.file("b")) == .taken)
        #expect(try WholeFile.create(folder.file("c"), asCopyOf: folder.file("b")) == .published)
        #expect(try text("a") == "one")
        #expect(try text("c") == "three")
    }

    @Test func ofManyAtTheSameTimeOneSucceeds() async throws {
        let path = folder.file("a")
        for round in 0..<20 {
            let outcomes = try await withThrowingTaskGroup(of: (Int, WholeFile.Publication).self) { group in
                for number in 0..<8 {
                    group.addTask { (number, try WholeFile.create(path, with: Data("\(round) \(number)".utf8))) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let winners = outcomes.filter { $0.1 == .published }
            #expect(winners.count == 1)
            #expect(try text("a") == "\(round) \(winners[0].0)")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func leftoversOfOneFileAreRemovedAndNoOthers() throws {
        for name in ["a", ".a.1.partial", ".a.2.partial", ".b.1.partial", ".a.keep"] {
            try Data().write(to: URL(filePath: folder.file(name)))
        }
        WholeFile.removeLeftovers(of: folder.file("a"))
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(left == [".a.keep", ".b.1.partial", "a"])
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        #expect(throws: SweepingError.unwritable(path: folder.file("no/a"), reason: "No such file or directory")) {
            try WholeFile.replace(folder.file("no/a"), with: Data())
        }
        #expect(throws: SweepingError.unreadable(path: folder.file("no"), reason: "No such file or directory")) {
            try WholeFile.create(folder.file("a"), asCopyOf: folder.file("no"))
        }
        try Data().write(to: URL(filePath: folder.file("file")))
        #expect(throws: SweepingError.self) { try WholeFile.makeFolder(folder.file("file/folder")) }
    }

    @Test func readingHasALimitAndKnowsMissingFiles() throws {
        #expect(try WholeFile.read(folder.file("a")) == nil)
        try WholeFile.replace(folder.file("a"), with: Data(count: 11))
        #expect(try WholeFile.read(folder.file("a"), limit: 11)?.count == 11)
        #expect(throws: SweepingError.self) { try WholeFile.read(folder.file("a"), limit: 10) }
    }
}
