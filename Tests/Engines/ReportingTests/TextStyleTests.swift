import Testing

@testable import Reporting

@Suite struct TextStyleTests {
    @Test(arguments: [(1, 60), (80, 80), (500, 200)])
    func widthIsBroughtIntoRange(asked: Int, given: Int) {
        #expect(TextStyle(width: asked).width == given)
    }

    @Test func wrappingBreaksBetweenWords() {
        #expect(TextStyle.wrap("one two three", width: 7) == ["one two", "three"])
        #expect(TextStyle.wrap("abcdefghij k", width: 4) == ["abcdefghij", "k"])
        #expect(TextStyle.wrap("", width: 4) == [""])
    }

    @Test func textFromOutsideLosesItsControls() {
        #expect(TextStyle().clean("a\u{1B}[2J\nb\u{202E}ü") == "a [2J b ü")
        #expect(TextStyle(unicode: false).clean("ü") == "?")
    }

    @Test func colourIsWrittenOnlyWhereAskedFor() {
        #expect(TextStyle(colour: true).paint("x", .warning) == "\u{1B}[33mx\u{1B}[0m")
        #expect(TextStyle(colour: false).paint("x", .warning) == "x")
        #expect(TextStyle(colour: true).paint("", .warning).isEmpty)
    }
}
