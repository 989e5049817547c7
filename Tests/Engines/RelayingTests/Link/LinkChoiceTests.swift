import LabModel
import LabTesting
import Relaying
import Testing

@Suite struct LinkChoiceTests {
    private func choice(_ text: String, isPushed: Bool = true) throws(RelayError) -> LinkChoice {
        var random = SeededGenerator(seed: 1)
        return try LinkChoice(text, isPushed: isPushed, using: &random)
    }

    @Test func bothWaysHaveLinksOfTheirOwn() throws {
        let both = try choice("delay=10ms,seed=1 push:loss=2%,seed=2")
        #expect(both.receiving == Link(delay: .milliseconds(10), seed: 1))
        #expect(both.pushing == Link(loss: 0.02, seed: 2))
        #expect(try choice(" push:loss=2%,seed=2\tdelay=10ms,seed=1 ") == both)
        #expect(try choice("delay=10ms,seed=1").pushing == nil)
        #expect(LinkChoice() == LinkChoice())
    }

    @Test(
        arguments: [
            ("", "", .emptyPart), ("  ", "  ", .emptyPart), ("push:", "", .emptyPart),
            ("pull:loss=1%", "pull:loss=1%", .unknownKey("pull:loss")),
            ("loss=1% loss=2%", "loss=2%", .secondLink(isPush: false)),
            ("push:loss=1% push:delay=1ms", "push:delay=1ms", .secondLink(isPush: true)),
        ] as [(String, String, LinkFault)]
    )
    func othersAreRefused(text: String, quoted: String, fault: LinkFault) {
        #expect(throws: RelayError.wrongLink(quoted, fault)) { try choice(text) }
    }

    @Test func whereNothingIsPushedThereIsNoWay() {
        #expect(throws: RelayError.wrongLink("push:loss=1%", .nothingPushed)) {
            try choice("loss=1% push:loss=1%", isPushed: false)
        }
    }
}
