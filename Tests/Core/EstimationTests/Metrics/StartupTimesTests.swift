import LabModel
import Testing

@testable import Estimation

@Suite struct StartupTimesTests {
    @Test func countFromJoin() {
        var run = Planted(frames: 0..<5)
        run.trace.startup.connected = Planted.at(ms: -9)
        run.trace.startup.firstByte = Planted.at(ms: -5)
        run.trace.startup.firstFrame = Planted.at(ms: 20)
        let startup = run.summarize().startupMs
        #expect([startup.connect, startup.firstByte, startup.firstFrame] == [1, 5, 30])
        #expect(startup.firstMark == nil)
    }

    @Test func filesHaveNone() {
        var run = Planted(frames: 0..<5)
        run.trace.startup.connected = Planted.at(ms: -9)
        run.trace.join = nil
        #expect(run.summarize().startupMs.connect == nil)
    }
}
