import LabTesting
import Testing

@testable import Reporting

@Suite struct CSVFieldTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""), ("a\r\nb", "\"a\r\nb\""),
        ("a=1", "a=1"), ("\"\u{301}", "\"\"\"\u{301}\""), ("rate=4M delay=-1", "rate=4M delay=-1"),
    ])
    func aFieldIsAsRFC4180WritesIt(field: String, written: String) {
        #expect(CSVField.text(field) == written)
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""),
        ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("-2+3", "'-2+3"), ("-", "'-"),
        ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("＝1＋1", "'＝1＋1"), ("--id", "'--id"),
    ])
    func aTextIsNoFormula(field: String, written: String) {
        #expect(CSVField.text(field) == written)
    }

    @Test(arguments: ["-1", "-0.25", "-1.5e-05", "+3", "-12345678901234567890", "0", "1e300"])
    func aNumberStaysANumber(field: String) {
        #expect(CSVField.text(field) == field)
    }

    /// Whatever the text: no reader of CSV sees a cell that begins a formula, and each gets the text back.
    @Test func anyTextComesBackAndNoneIsAFormula() throws {
        var random = SeededGenerator(seed: 4_180)
        let letters = Array("=+-@\t\r\n\"',;a1 ＝é")
        for _ in 0..<2_000 {
            let field = String(
                (0..<Int.random(in: 0...6, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
            )
            let cell = Self.read(CSVField.text(field))
            #expect(cell == field || cell == "'" + field)
            let first = try cell.unicodeScalars.first.map { try #require(Unicode.Scalar($0.value)) }
            #expect(first.map { "=+-@\t\r\n＝".unicodeScalars.contains($0) } != true || Double(cell) != nil, "\(field)")
        }
    }

    /// One field as RFC 4180 reads it.
    private static func read(_ written: String) -> String {
        guard written.hasPrefix("\"") else { return written }
        return String(written.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
}
