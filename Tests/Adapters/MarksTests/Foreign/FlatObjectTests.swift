import Testing

@testable import Marks

@Suite struct FlatObjectTests {
    private func values(_ text: String) -> [String: FlatObject.Value]? {
        FlatObject(Array(text.utf8))?.values
    }

    @Test func plainValuesAreRead() {
        let text = #"{"a":1,"b":-20,"c":"x\"\\\/\n\u0041é","d":null,"e":true}"#
        let expected: [String: FlatObject.Value] = [
            "a": .number("1"), "b": .number("-20"), "c": .text("x\"\\/\nAé"), "d": .word("null"), "e": .word("true"),
        ]
        #expect(values(text) == expected)
        #expect(values("{}") == [:])
        #expect(values(#" { "a" : 1 , "b" : "" } "#) == ["a": .number("1"), "b": .text("")])
    }

    @Test func aTrailingCommaIsNoted() {
        #expect(FlatObject(Array(#"{"a":1,}"#.utf8))?.hasTrailingComma == true)
        #expect(FlatObject(Array(#"{"a":1}"#.utf8))?.hasTrailingComma == false)
        #expect(FlatObject(Array("{}".utf8))?.hasTrailingComma == false)
    }

    @Test(arguments: [
        "", "{", "}", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1"b":2}"#, #"{"a":1,,"b":2}"#, #"{"a":{}}"#, #"{"a":[]}"#,
        #"{"a":1}x"#, #"{"a":1,"a":2}"#, #"{'a':1}"#, #"{a:1}"#, #"{"a":01}"#, #"{"a":1.5}"#, #"{"a":1e3}"#,
        #"{"a":+1}"#, #"{"a":-}"#, #"{"a":"x}"#, #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, #"{"a":"\ud800"}"#,
        #"{"a":"\u12"}"#, "{\"a\":\"\n\"}", #"{"a":nul}"#, #"{"a":NULL}"#, #"{"a":18446744073709551616}"#,
        #"{"a":"\"#, #"{"a":٣}"#,
    ])
    func anythingElseIsRefused(text: String) {
        #expect(values(text) == nil)
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(FlatObject([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) == nil)
    }
}
