import LabModel
import Machine
import Testing

@testable import Receiving

@Suite(.timeLimit(.minutes(60))) struct LimitedWaitTests {
    private static let clock = SystemClock()

    @Test func theLimitEndsIt() async {
        await LimitedWait().wait(atMost: .milliseconds(5), by: Self.clock)
        await LimitedWait().wait(atMost: .zero, by: Self.clock)
    }

    @Test func theEndEndsItEvenWhereItCameFirst() async {
        let early = LimitedWait()
        early.end()
        early.end()
        await early.wait(atMost: .seconds(3_600), by: Self.clock)
        let late = LimitedWait()
        let thread = WorkerThread(name: "ender") { late.end() }
        await late.wait(atMost: .seconds(3_600), by: Self.clock)
        await thread.ended()
    }

    @Test func cancellationEndsIt() async {
        let waiter = Task { await LimitedWait().wait(atMost: .seconds(3_600), by: Self.clock) }
        waiter.cancel()
        await waiter.value
    }
}
