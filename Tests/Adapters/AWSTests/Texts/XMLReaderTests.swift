import LabTesting
import Testing

@testable import AWS

struct XMLReaderTests {
    private static func read(_ text: String) throws -> XMLElement {
        try XMLElement(parsing: Array(text.utf8))
    }

    @Test func readsElementsTextsAndEntities() throws {
        let root = try Self.read(
            """
            \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
            <!-- before -->
            <ec2:Answer xmlns="http://x/" a='b>c'>
              <set><item>one</item><item> two </item><empty/><none></none></set>
              <text>a &amp; b &lt;c&gt; &quot;&apos; &#252;&#x1F600; <![CDATA[<raw> & ]]>end</text>
            </ec2:Answer>
            <!-- behind -->

            """
        )
        #expect(root.name == "Answer" && root.text.isEmpty)
        #expect(root["set"].items("item").map(\.text) == ["one", " two "])
        #expect(root["set"]["empty"] == XMLElement("empty") && root["set"]["none"] == XMLElement("none"))
        #expect(root["text"].text == "a & b <c> \"' ü😀 <raw> & end")
        #expect(root["no"]["such"]["path"].text.isEmpty && root["no"].nonEmptyText == nil)
    }

    @Test(arguments: [
        ("", "no element at byte 0"), ("text", "no element at byte 0"), ("<a>", "a does not end at byte 3"),
        ("<a></b>", "a ends as another one at byte 6"), ("<a></a>x", "something behind the document at byte 7"),
        ("<a>&lol;</a>", "an unknown entity at byte 3"), ("<a>&#xD800;</a>", "an unknown entity at byte 3"),
        ("<!DOCTYPE a><a/>", "no element at byte 0"), ("<a><!ENTITY x 'y'></a>", "no element at byte 3"),
        ("<a b='", "an attribute does not end at byte 5"), ("<a <b/>", "a tag in a tag at byte 3"),
        ("<a/", "a stray / at byte 2"), ("<a", "a tag does not end at byte 2"),
        ("< a/>", "an element without a name at byte 1"),
        ("<a><!-- </a>", "no --> at byte 3"), ("<a></a", "an end without an end at byte 6"),
    ])
    func tellsWhatIsWrong(_ text: String, _ message: String) {
        let failure = #expect(throws: XMLReader.Failure.self) { try Self.read(text) }
        #expect(failure.map { "\($0)" } == message)
    }

    @Test(.heavy) func hasLimits() {
        let deep = String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65)
        let failure = #expect(throws: XMLReader.Failure.self) { try Self.read(deep) }
        #expect(failure?.reason == "elements too deep in each other")
        let many = "<a>" + String(repeating: "<b/>", count: XMLReader.mostElements) + "</a>"
        let other = #expect(throws: XMLReader.Failure.self) { try Self.read(many) }
        #expect(other?.reason == "too many elements")
    }

    @Test func survivesWhateverComes() {
        var generator = SeededGenerator(seed: 11)
        let whole = Array("<?xml?><a x='1'><b>t&amp;&#65;</b><!-- c --><![CDATA[d]]></a>".utf8)
        let marks = Array("<>/&;!-[]'\"? a\u{0}".utf8)
        var good = 0
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &generator)]
                default: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &generator)], at: place)
                }
            }
            if (try? XMLElement(parsing: bytes)) != nil {
                good += 1
            }
        }
        #expect(good > 0 && good < 3_000)
    }
}
