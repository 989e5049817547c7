import LabModel
import Testing

@testable import LabServer

@Suite("Shown texts")
struct ShownTextTests {
    @Test(
        "group digits",
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1\u{202F}000"), (1_234_567, "1\u{202F}234\u{202F}567"),
            (-12_345, "−12\u{202F}345"),
        ]
    )
    func counts(value: Int, text: String) {
        #expect(ShownText.count(value) == text)
    }

    @Test(
        "say lengths as people do",
        arguments: [
            (0, "0.0 s"), (9.84, "9.8 s"), (99.94, "99.9 s"), (99.95, "1 min 40 s"), (245, "4 min 05 s"),
            (3_599.6, "1 h 00 min"), (7_980, "2 h 13 min"),
        ]
    )
    func lengths(seconds: Double, text: String) {
        #expect(ShownText.length(seconds: seconds) == text)
    }

    @Test("have a dash for what is not known")
    func unknown() {
        #expect(ShownText.count(nil) == "–")
        #expect(ShownText.milliseconds(nil) == "–")
        #expect(ShownText.length(seconds: nil) == "–")
        #expect(ShownText.length(seconds: -1) == "–")
        #expect(ShownText.length(seconds: .nan) == "–")
        #expect(ShownText.length(seconds: 1e12) == "–")
    }

    @Test("write instants to the second")
    func instants() {
        #expect(ShownText.instant(WallTime(nanoseconds: 1_795_000_000_123_000_000)) == "2026-11-18 11:06:40")
        #expect(ShownText.instant("2026-11-21T03:28:15.250Z") == "2026-11-21 03:28:15")
        #expect(ShownText.instant("no instant") == "no instant")
    }

    @Test("cut what is long, and drop what controls")
    func names() {
        #expect(ShownText.name(String(repeating: "x", count: 120)).count == 120)
        let cut = ShownText.name(String(repeating: "x", count: 10_000))
        #expect(cut.count == 120)
        #expect(cut.hasSuffix("x…"))
        #expect(ShownText.name("a\u{202E}b\u{0}c\n") == "a b c ")
        #expect(ShownText.name("<b>") == "<b>")
    }
}
