import LabModel
import LabTesting
import Machine
import Receiving
import RunStore
import Scoring
import Synchronization
import Testing

/// Runs that are over while their pictures are still scored.
@Suite(.realTime, .serialized) struct ScoringStopTests {
    @Test(arguments: [true, false])
    func theRunIsStoredWithWhatWasScoredByThen(isCancelled: Bool) async throws {
        let lab = try ScoredReception()
        let lost = Set(5..<35)
        let (path, stream) = try lab.recording(without: lost, count: 40)
        let stop = ScoringStop()
        let receiver = try lab.receiver(path, of: stream.description, stop: stop)
        let asked = Mutex<[Bool]>([])
        let running = Mutex<Task<RunOutcome, any Error>?>(nil)
        // The run begins once it is known, so that nothing is scored before it can be ended.
        let (known, start) = AsyncStream<Never>.makeStream()
        let task = Task {
            for await _ in known {}
            return try await receiver.receiver.run(uuid: ScoredReception.uuid) { progress in
                guard progress.stage == .scoring else { return }
                if isCancelled {
                    running.withLock { $0?.cancel() }
                } else {
                    asked.withLock { $0 += [stop.request(), stop.request()] }
                }
            }
        }
        running.withLock { $0 = task }
        start.finish()
        let outcome = try await task.value
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.frames.marked == 10)
        #expect(outcome.summary.events.count { $0.code == "quality_interrupted" } == 1)
        let trace = try receiver.store.trace(of: outcome.run)
        #expect(trace.endReason == .endOfStream)
        let frames = try #require(trace.quality?.frames)
        // Frames that still waited when the run was ended are not scored any more.
        let displayed = frames.filter { $0.pairing == .displayed }.map { Int($0.number.rawValue) }
        #expect(displayed == Array(0..<displayed.count) && displayed.count <= 5)
        #expect(!frames.contains { $0.shown != $0.number })
        #expect(isCancelled ? asked.withLock(\.isEmpty) : asked.withLock { $0 == [true, false] })
        #expect(!stop.request())
    }
}
