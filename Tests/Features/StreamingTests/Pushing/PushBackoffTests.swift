import LabModel
import LabTesting
import Testing

@testable import Streaming

@Suite struct PushBackoffTests {
    @Test func doublesFromHalfASecondToTenWithAFifthOfJitter() {
        var backoff = PushBackoff()
        var generator = SeededGenerator(seed: 3)
        for base in [0.5, 1, 2, 4, 8, 10, 10] {
            let wait = backoff.wait(using: &generator).seconds
            #expect(wait >= base * 0.8 && wait <= base * 1.2)
        }
        backoff.reset()
        #expect(backoff.wait(using: &generator) <= .milliseconds(600))
    }

    @Test func jitterIsNotAlwaysTheSame() {
        var generator = SeededGenerator(seed: 3)
        let waits = (0..<20).map { _ in
            var backoff = PushBackoff()
            return backoff.wait(using: &generator)
        }
        #expect(Set(waits).count > 10)
    }

    @Test func dropsAreToldOnceASecond() {
        var report = DropReport(5)
        let start = MonotonicTime(nanoseconds: 0)
        #expect(report.news(5, at: start) == nil)
        #expect(report.news(8, at: start) == 3)
        #expect(report.news(20, at: start + .milliseconds(900)) == nil)
        #expect(report.news(21, at: start + .seconds(1)) == 13)
        #expect(report.news(21, at: start + .seconds(9)) == nil)
    }
}
