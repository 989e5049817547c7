import Testing

@testable import Tasks

@Suite struct LastWordsTests {
    @Test func keepsTheEndWithinItsLimit() {
        let words = LastWords(limit: 2)
        #expect(words.last == "")
        words.add("streamer: a")
        words.add(String(repeating: "x", count: 5_000))
        #expect(words.last.count == 2_000)
        words.add("streamer: port 80 is in use")
        words.add("  ")
        #expect(words.last == "port 80 is in use")
        #expect(words.all == ["streamer: port 80 is in use", "  "])
        words.add("\t")
        #expect(words.last == "")
    }
}
