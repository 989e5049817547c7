import LabModel
import LabTesting
import Testing

@testable import YAMLFiles

@Suite struct YAMLFileTests {
    private func parse(_ text: String, limit: Int = 1 << 16) throws(YAMLError) -> YAMLNode? {
        try YAMLFile.parse(Array(text.utf8), path: "f.yaml", byteLimit: limit, shape: "a key a line")
    }

    @Test func aTreeHasItsPlaces() throws {
        let root = try #require(try parse("a: 1\nb:\n  - x\n  - 'y'\n"))
        let fields = try #require(root.fields)
        #expect(fields.map { $0.key.scalar?.text } == ["a", "b"])
        #expect(fields[0].value.scalar == YAMLScalar(text: "1", kind: .number(1)))
        let items = try #require(fields[1].value.items)
        #expect(items.map { $0.scalar?.text } == ["x", "y"])
        #expect(items.map { "\($0.place)" } == ["f.yaml:3:5", "f.yaml:4:5"])
        #expect(root.items == nil && root.scalar == nil && items[0].fields == nil)
        #expect(try parse("") == nil && parse("# nothing\n") == nil)
    }

    @Test(
        arguments: [
            ("text", .text), ("'7'", .text), ("7", .number(7)), ("-2.5e3", .number(-2_500)), ("~", .null), ("", .null),
            ("true", .other), ("2026-11-21", .other),
        ] as [(String, YAMLScalar.Kind)]
    )
    func aValueIsWhatYAMLTakesItFor(text: String, kind: YAMLScalar.Kind) throws {
        #expect(try parse("a: \(text)")?.fields?.first?.value.scalar?.kind == kind)
    }

    @Test func jsonIsYAML() throws {
        let root = try #require(try parse("{\"a\": [1, \"1\"]}"))
        #expect(root.fields?.first?.value.items?.map { $0.scalar?.kind } == [.number(1), .text])
    }

    @Test func whatCannotBeReadIsToldWithoutTheFilesText() {
        func complaint(_ bytes: [UInt8], limit: Int = 1 << 16) -> YAMLError? {
            do throws(YAMLError) {
                _ = try YAMLFile.parse(bytes, path: "f.yaml", byteLimit: limit, shape: "a key a line")
                return nil
            } catch {
                return error
            }
        }
        #expect(complaint([0x66, 0xFF]) == .unreadable(path: "f.yaml", reason: "it is no UTF-8"))
        let long = [UInt8](repeating: 0x23, count: 1_025)
        #expect(complaint(long, limit: 1_024) == .unreadable(path: "f.yaml", reason: "it is larger than 1 KiB"))
        let twice = complaint(Array("secret: 1\nsecret: 2\n".utf8))
        #expect(twice?.description.contains("f.yaml:") == true && twice?.description.contains("secret") == false)
        let torn = complaint(Array("a: [secret".utf8))
        #expect(torn?.what.hasPrefix("neither YAML nor JSON: ") == true)
        #expect(torn?.description.contains("secret") == false && torn?.exitStatus == .usage)
        let anchor = complaint(Array("a: &b 1\n".utf8))
        #expect(anchor?.what == "an anchor" && anchor?.remedy == "Write out what it stands for.")
    }

    /// Whatever the bytes, it reads or says why.
    @Test(arguments: 1...40)
    func anyBytesAreReadOrRefused(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let letters = Array("ab:- []{}'\"\n\t#&*!|>%@~,?0.\\\u{e9}".utf8)
        for _ in 0..<25 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                letters.randomElement(using: &generator) ?? 0
            }
            do throws(YAMLError) {
                _ = try YAMLFile.parse(bytes, path: "f", byteLimit: 1_024, shape: "")
            } catch {
                #expect(error.place?.hasPrefix("f") == true)
            }
        }
    }
}
