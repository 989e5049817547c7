import LabModel
import Testing

@Suite struct HeldBackTests {
    @Test func anyFrameHeldBackIsTold() {
        var run = Planted()
        for number in 0..<251 {
            run.show(number, delayMs: 200) { sample in
                sample.arrival = sample.decoded.map { $0 - .milliseconds(number == 7 ? 85 : 45) }
            }
        }
        let warning = run.warning(.heldBackFrames)
        #expect(
            warning?.text == "The receiving side held frames back: by 1 period at the median, 2 at most."
        )
        #expect(
            warning?.remedy
                == "Where it is every frame, encode without B-frames; where it is a few, quieten the receiver's machine."
        )
    }
}
