import Testing

@testable import Measuring

@Suite struct SecretTextTests {
    @Test(
        arguments: [
            ("plain", [.literal("plain")]),
            ("${A}", [.secret("A")]),
            ("a${A_1}b${_b}", [.literal("a"), .secret("A_1"), .literal("b"), .secret("_b")]),
            ("$$", [.literal("$")]),
            ("a$${A}", [.literal("a${A}")]),
            ("$$${A}", [.literal("$"), .secret("A")]),
            ("", []),
        ] as [(String, [SecretText.Part])]
    )
    func readsReferences(_ text: String, _ parts: [SecretText.Part]) throws {
        #expect(try SecretText(text).parts == parts)
    }

    @Test(
        arguments: [
            ("$A", .strayDollar), ("a$", .strayDollar), ("${A", .strayDollar), ("$ {A}", .strayDollar),
            ("${}", .badName("")), ("${1A}", .badName("1A")), ("${A-B}", .badName("A-B")), ("${é}", .badName("é")),
            ("${${A}}", .badName("${A")),
        ] as [(String, SecretText.Problem)]
    )
    func refusesWhatIsNone(_ text: String, _ problem: SecretText.Problem) {
        #expect(throws: problem) { try SecretText(text) }
    }

    @Test func namesEachVariableOnce() throws {
        let text = try SecretText("${B}/${A}/${B}$$")
        #expect(text.keys == ["B", "A"])
        #expect(text.text { "<\($0)>" } == "<B>/<A>/<B>$")
    }

    @Test func aValueIsNotReadAgain() throws {
        #expect(try SecretText("${A}").text { _ in "${B}$$" } == "${B}$$")
    }
}
