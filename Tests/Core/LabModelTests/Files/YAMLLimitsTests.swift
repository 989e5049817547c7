import LabModel
import Testing

@Suite struct YAMLLimitsTests {
    private func complaint(_ text: String) -> String? {
        do throws(YAMLLimits.Excess) {
            try YAMLLimits.check(text, path: "p", shape: "a list")
            return nil
        } catch {
            return "\(error.what): \(error.place). \(error.remedy)"
        }
    }

    @Test func nothingStandsForMillions() {
        let laughs = "a: &a [lol, lol]\nb: &b [*a, *a]\nc: [*b, *b]"
        #expect(complaint(laughs) == "an anchor: p:1:4. Write out what it stands for.")
        for anchor in ["&a x", "- &a x", "[&a x]", "{a: &a x}", "a:\t&a x", "[x,&a y]", "? &a x"] {
            #expect(complaint(anchor) != nil, "\(anchor)")
        }
    }

    @Test func ampersandsOfAddressesAndNotesStay() {
        for text in ["a: http://h/?x=1&y=2", "notes: R & D", "notes: R&D", "notes: \"a &\"", "a: b &"] {
            #expect(complaint(text) == nil, "\(text)")
        }
    }

    @Test func nestingIsLimited() {
        let open = String(repeating: "[", count: YAMLLimits.depth)
        let flatter = "Write the file flatter: a list."
        #expect(complaint(open) == nil)
        #expect(complaint(open + "{") == "more than 16 brackets are open: p:1:17. \(flatter)")
        #expect(
            complaint("[\n" + String(repeating: "[\n", count: 16))
                == "more than 16 brackets are open: p:17:1. \(flatter)"
        )
        #expect(complaint("[[]]\n[[]]\n]]") == nil)
        #expect(complaint("- - - - x") == nil)
        #expect(complaint("- - - - - x") == "lists of lists of lists: p:1:1. \(flatter)")
        #expect(
            complaint(String(repeating: " ", count: 65) + "x")
                == "more than 64 blanks before a line: p:1:65. \(flatter)"
        )
        #expect(complaint("---\n---- \n- --- x") == nil)
    }

    @Test func longLinesTakeNoLongTime() {
        #expect(complaint("a: " + String(repeating: "& ", count: 100_000) + "&x") != nil)
        #expect(complaint("a: x" + String(repeating: "&", count: 200_000)) == nil)
    }
}
