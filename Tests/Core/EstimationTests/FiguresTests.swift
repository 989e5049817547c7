import Testing

@testable import Estimation

@Suite struct FiguresTests {
    @Test func roundsAndPads() {
        #expect(Figures.fixed(1.25, digits: 1) == "1.3")
        #expect(Figures.fixed(-0.04, digits: 1) == "0.0")
        #expect(Figures.fixed(-1.05, digits: 2) == "-1.05")
        #expect(Figures.fixed(2.0004, digits: 3) == "2.000")
        #expect(Figures.fixed(7.5, digits: 0) == "8")
        #expect(Figures.fixed(.infinity, digits: 1) == "inf")
    }

    @Test func unitsAndNouns() {
        #expect(Figures.milliseconds(33.333) == "33.3 ms")
        #expect(Figures.percent(0.9876) == "98.8 %")
        #expect(Figures.count(1, "frame") == "1 frame")
        #expect(Figures.count(0, "frame") == "0 frames")
        #expect(Figures.count(2, "key", plural: "keys") == "2 keys")
    }

    @Test func lengthsWithTheirSign() {
        #expect(Figures.signedMilliseconds(500) == "+500.0 ms")
        #expect(Figures.signedMilliseconds(-1_000) == "-1000.0 ms")
        #expect(Figures.signedMilliseconds(0) == "+0.0 ms")
    }
}
