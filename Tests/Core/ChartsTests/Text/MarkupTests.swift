import LabTesting
import Testing

@testable import Charts

@Suite("Markup")
struct MarkupTests {
    @Test("signs of HTML become entities, controls the sign for what cannot be shown")
    func escaped() {
        #expect(Markup.escaped("a<b>&\"'") == "a&lt;b&gt;&amp;&quot;&#39;")
        #expect(
            Markup.escaped("tab\tline\nnull\u{0}bell\u{7}del\u{7F}c1\u{85}")
                == "tab\tline\nnull\u{FFFD}bell\u{FFFD}del\u{FFFD}c1\u{FFFD}"
        )
        #expect(Markup.escaped("¡Zürich · 東京 𝛼!") == "¡Zürich · 東京 𝛼!")
    }

    @Test("no text leaves a sign of HTML behind", arguments: 1...20)
    func fuzz(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let signs = Array("<>&\"'/=\u{0}\u{1B}\u{202E}\u{80}aé東")
        let text = String((0..<200).map { _ in signs[Int.random(in: 0..<signs.count, using: &random)] })
        let safe = Markup.escaped(text)
        #expect(!safe.contains { "<>\"'".contains($0) })
        #expect(!safe.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        let back = safe.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        #expect(back.unicodeScalars.count == text.unicodeScalars.count)
    }

    @Test("long texts are cut, the last character tells so")
    func cut() {
        #expect(Markup.cut("abc", to: 3) == "abc")
        #expect(Markup.cut("abcd", to: 3) == "ab…")
        #expect(Markup.cut("", to: 1) == "")
        #expect(Markup.cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", to: 2) == "👨‍👩‍👧‍👦…")
        // One character of ten thousand accents is not let through.
        #expect(Markup.cut("a" + String(repeating: "\u{301}", count: 10_000), to: 50).unicodeScalars.count <= 201)
    }

    @Test("an id has letters, digits and hyphens alone")
    func identifier() {
        #expect(Markup.identifier("Delay_1 \"x\"ü") == "delay-1--x--")
        #expect(Markup.identifier(String(repeating: "a", count: 100)).count == 64)
    }
}
