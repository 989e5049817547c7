import Foundation
import LabTesting
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Which thread a test runs on: itself a test of `.heavy`, with and without it.
@Suite struct HeavyWorkTests {
    @Suite(.heavy) struct Heavy {
        @Test func givesWay() {
            #expect(niceness() == 10)
        }

        @Test(arguments: 0..<3) func givesWayInEachCase(_ number: Int) async {
            #expect(niceness() == 10)
            await Task.yield()
            #expect(niceness() == 10)
        }
    }

    @Test func othersDoNot() {
        #expect(niceness() < 10)
    }
}

/// The priority of the calling thread: 0 as usual, up to 19 for one that gives way.
private func niceness() -> Int32 {
    getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
}
