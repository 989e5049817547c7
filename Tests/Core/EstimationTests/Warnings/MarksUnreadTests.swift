import LabModel
import Testing

@Suite struct MarksUnreadTests {
    @Test func tellsTheShareAndTheCauses() {
        var run = Planted(frames: 0..<246)
        run.showUnreadable(246, cause: .crc)
        run.showUnreadable(247, cause: .torn)
        run.showUnreadable(248, cause: .torn)
        (249..<251).forEach { run.show($0) }
        let warning = run.warning(.marksUnread)
        #expect(
            warning?.text
                == "98.8 % of the marks were read: 3 of 250 pictures had none that could be (torn 2, crc 1)."
        )
        #expect(
            warning?.remedy == "Raise the bitrate or the size, and check that nothing covers or crops the mark."
        )
    }

    @Test func fromNinetyNinePercentItIsFine() {
        var run = Planted(frames: 0..<248)
        run.showUnreadable(248)
        run.showUnreadable(249)
        run.show(250)
        #expect(run.warning(.marksUnread) == nil)
    }
}
