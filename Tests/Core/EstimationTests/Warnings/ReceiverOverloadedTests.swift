import LabModel
import Testing

@Suite struct ReceiverOverloadedTests {
    private func run(growthMs: Double) -> Planted {
        var run = Planted()
        for number in 0..<251 {
            let wait = Double(number) * growthMs
            run.show(number, delayMs: 20 + wait) { sample in
                sample.arrival = sample.decoded.map { $0 - .milliseconds(5 + wait) }
            }
        }
        return run
    }

    @Test func theQueueGrew() {
        let warning = run(growthMs: 1).warning(.receiverOverloaded)
        #expect(
            warning?.text
                == "1 frame in 20 waited 241.6 ms or more to be decoded, with 129.5 ms at the median: "
                + "the receiver could not keep up."
        )
        #expect(warning?.remedy == "Give the receiver more CPU, or receive a smaller size (--variant).")
        #expect(run(growthMs: 0.5).warning(.receiverOverloaded) == nil)
    }

    /// Pictures that the codec reorders wait as long, while nothing waits to be decoded.
    @Test func waitingInsideTheDecoderIsNoOverload() {
        var run = run(growthMs: 1)
        run.trace.receiver.maxDecodeQueueMs = 3
        #expect(run.warning(.receiverOverloaded) == nil)
        run.trace.receiver.maxDecodeQueueMs = 240
        #expect(run.warning(.receiverOverloaded) != nil)
    }
}
