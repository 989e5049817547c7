import Foundation
import Machine
import Synchronization
import Testing

@Suite struct TimerPrecisionTests {
    /// What the kernel says of the calling thread; nil where it says nothing.
    private static func slack() -> Int? {
        let text = try? String(contentsOfFile: "/proc/thread-self/timerslack_ns", encoding: .utf8)
        return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    @Test func onlyTheCallingThreadIsSharpened() {
        let slacks = Mutex<[Int?]>([])
        WorkerThread(name: "sharp") {
            let before = Self.slack()
            TimerPrecision.sharpen()
            slacks.withLock { $0 = [before, Self.slack()] }
        }.join()
        let seen = slacks.withLock { $0 }
        if let after = seen.last, let after {
            #expect(after == 1)
            #expect(seen.first != 1)
        }
        let elsewhere = Mutex<Int?>(nil)
        WorkerThread(name: "blunt") { elsewhere.withLock { $0 = Self.slack() } }.join()
        #expect(elsewhere.withLock { $0 } != 1)
    }
}
