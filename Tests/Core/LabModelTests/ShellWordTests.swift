import LabModel
import Testing

@Suite struct ShellWordTests {
    @Test func wordsAreQuotedWhereAShellNeedsIt() {
        #expect(ShellWord.quoted("a-b_c.d/e:f=g,h@i%j+k") == "a-b_c.d/e:f=g,h@i%j+k")
        #expect(ShellWord.quoted("it's $(x)") == "'it'\\''s $(x)'")
        #expect(ShellWord.quoted("") == "''" && ShellWord.quoted("é") == "'é'")
    }
}
