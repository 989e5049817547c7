import Foundation
import LabTesting
import Testing

@testable import Reporting

@Suite struct OutsideTextTests {
    @Test func namesAreSetApartAndCut() {
        #expect(OutsideText.name("direct") == "\u{2068}direct\u{2069}")
        #expect(OutsideText.plain("a\u{1B}[31m\u{202E}b\nc") == "a [31m b c")
        let long = OutsideText.plain(String(repeating: "x", count: 10_000))
        #expect(long.count == OutsideText.nameLimit && long.hasSuffix("x…"))
        #expect(OutsideText.plain(String(repeating: "x", count: OutsideText.nameLimit)).hasSuffix("x"))
        // One character of very many marks.
        let tall = OutsideText.plain("a" + String(repeating: "\u{301}", count: 5_000))
        #expect(tall.unicodeScalars.count == OutsideText.nameLimit)
    }

    /// Nobody else's isolates survive, so that ours always match.
    @Test func isolatesOfOthersAreGone() {
        let name = OutsideText.name("\u{2069}a\u{2068}b")
        #expect(name == "\u{2068} a b\u{2069}")
        #expect(HTMLText.content(name) == "<bdi> a b</bdi>")
        #expect(OutsideText.withoutIsolates(name) == " a b")
    }

    @Test func htmlIsBalancedWhateverComes() {
        var random = SeededGenerator(seed: 3)
        let pieces = ["\u{2068}", "\u{2069}", "<", ">", "&", "\"", "'", "a", "é", "\u{202E}", "\u{0}", "ש", "\n"]
        for _ in 0..<2_000 {
            let text = (0..<8).map { _ in pieces[Int.random(in: pieces.indices, using: &random)] }.joined()
            let html = HTMLText.content(text)
            let open = html.components(separatedBy: "<bdi>").count
            #expect(open == html.components(separatedBy: "</bdi>").count)
            let rest = html.replacing("<bdi>", with: "").replacing("</bdi>", with: "")
            #expect(!rest.contains("<") && !rest.contains(">") && !rest.contains("\"") && !rest.contains("'"))
            let attribute = HTMLText.attribute(text)
            #expect(!attribute.contains("<") && !attribute.contains("\"") && !attribute.contains("\u{2068}"))
            #expect(!html.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }
}
