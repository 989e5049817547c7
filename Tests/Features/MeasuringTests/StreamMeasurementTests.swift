import Estimation
import LabModel
import LabTesting
import Machine
import Measuring
import Receiving
import RunStore
import Scoring
import Synchronization
import Tasks
import Testing

/// The main job with the real streamer.
@Suite(.realTime, .serialized) struct StreamMeasurementTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    /// A job whose streamer is told of once it is stopped, before the task ends.
    private func job(
        duration: Latency,
        executable: String? = nil,
        quality: QualitySettings? = nil,
        onStopped: (@Sendable () throws -> Void)? = nil
    ) -> StreamMeasurement {
        let stream = StreamerTaskSettings.small("job")
        let task = LocalTask(
            stream,
            clock: SystemClock(),
            executable: executable ?? BuiltExecutable("streamer").path
        )
        let told: any StreamerTask = onStopped.map { ToldTask(task: task, onStopped: $0) } ?? task
        return StreamMeasurement(task: told) { [store] url in
            var settings = ReceiveSettings(url: url, id: "job")
            settings.duration = duration
            // It ends with the first frame after the stretch; a busy machine's frames may come late.
            settings.drain = .seconds(120)
            settings.quality = quality
            return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
    }

    private static let uuid = "0190a0b0-0000-7000-8000-000000000002"

    @Test func measuresTheStreamThatItStarted() async throws {
        let process = Mutex<Int32?>(nil)
        let outcome = try await job(duration: .seconds(1)).run(uuid: Self.uuid) { stage in
            if case .measuring(let address) = stage {
                process.withLock { $0 = address.processID }
            }
        }
        #expect(outcome.exitStatus == .done)
        #expect(outcome.summary.run.endReason == .duration)
        // A tick that a busy machine skips has no frame.
        let streamer = try #require(outcome.summary.streamer)
        #expect(outcome.summary.frames.marked >= 25 - (streamer.skipped ?? 0))
        #expect(outcome.summary.frames.marked == outcome.summary.frames.expected)
        #expect(outcome.summary.frames.dropped == 0)
        #expect(!ProcessWatch.isRunning(try #require(process.withLock { $0 })))
    }

    @Test func cancellingBeforeItServesStoresAnEmptyRun() async throws {
        let running = Mutex<Task<RunOutcome, any Error>?>(nil)
        let job = job(duration: .seconds(600))
        // It begins once it is known to the stage that cancels it: were that told to somebody else, it might serve by then.
        let (gate, opened) = AsyncStream.makeStream(of: Never.self)
        let task = Task {
            for await _ in gate {}
            return try await job.run(uuid: Self.uuid) { stage in
                if case .starting = stage {
                    running.withLock { $0?.cancel() }
                }
            }
        }
        running.withLock { $0 = task }
        opened.finish()
        let outcome = try await task.value
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .interrupted)
        #expect(outcome.summary.frames.marked == 0)
        #expect(try store.run(named: "job").endReason == .interrupted)
    }

    @Test func cancellingMidwayStoresWhatCame() async throws {
        let (progress, told) = AsyncStream.makeStream(of: Int.self)
        let job = job(duration: .seconds(600))
        let task = Task {
            defer { told.finish() }
            return try await job.run(uuid: Self.uuid, onProgress: { told.yield($0.tally.marked) })
        }
        for await marked in progress where marked >= 10 {
            task.cancel()
            break
        }
        let outcome = try await task.value
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .interrupted)
        #expect(outcome.summary.frames.marked >= 10)
        #expect(outcome.summary.streamer != nil)
        // That it was cut short is no freeze; one between two frames, on a busy machine, is: never one below 150 ms.
        let shown = try store.samples(of: outcome.run).compactMap(\.decoded)
        let longest = zip(shown.dropFirst(), shown).map { $0 - $1 }.max() ?? .zero
        #expect(outcome.summary.freezes.count == 0 || longest > .milliseconds(150))
    }

    private static let psnr = QualitySettings(metrics: [.psnr])

    @Test func picturesAreScoredOnceTheStreamerIsStopped() async throws {
        let happened = Mutex<[String]>([])
        let process = Mutex<Int32?>(nil)
        let job = job(duration: .seconds(1), quality: Self.psnr) {
            happened.withLock { $0.append("stopped") }
        }
        let outcome = try await job.run(uuid: Self.uuid) { stage in
            if case .measuring(let address) = stage {
                process.withLock { $0 = address.processID }
            }
        } onProgress: { progress in
            guard progress.stage == .scoring else { return }
            let isThere = process.withLock { $0.map(ProcessWatch.isRunning) }
            happened.withLock { $0.append(isThere == false ? "scoring" : "scoring beside the streamer") }
        }
        // How often scoring tells of itself depends on how long it takes.
        let order = happened.withLock(\.self).reduce(into: [String]()) { order, event in
            if order.last != event {
                order.append(event)
            }
        }
        #expect(order == ["stopped", "scoring"])
        #expect(outcome.exitStatus == .done)
        #expect(outcome.summary.streamer != nil)
        #expect((outcome.summary.quality?.framesScored ?? 0) > 0)
    }

    /// Who asks for the measurement's end while the streamer is stopped is late: nothing of the run is cut.
    @Test func cancellingWhileTheStreamerIsStoppedCutsNothing() async throws {
        let running = Mutex<Task<RunOutcome, any Error>?>(nil)
        let job = job(duration: .seconds(1), quality: Self.psnr) {
            running.withLock { $0?.cancel() }
        }
        let task = Task { try await job.run(uuid: Self.uuid) }
        running.withLock { $0 = task }
        let outcome = try await task.value
        #expect(task.isCancelled)
        #expect(outcome.exitStatus == .done)
        #expect(outcome.summary.run.endReason == .duration)
        #expect(!outcome.summary.events.contains { $0.code == "quality_interrupted" })
        #expect((outcome.summary.quality?.framesScored ?? 0) > 0)
    }

    @Test func cancellingWhileScoringEndsThat() async throws {
        let running = Mutex<Task<RunOutcome, any Error>?>(nil)
        let job = job(duration: .seconds(1), quality: Self.psnr)
        let task = Task {
            try await job.run(
                uuid: Self.uuid,
                onProgress: { progress in
                    guard progress.stage == .scoring else { return }
                    running.withLock { $0?.cancel() }
                }
            )
        }
        running.withLock { $0 = task }
        let outcome = try await task.value
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .duration)
        #expect(outcome.summary.events.count { $0.code == "quality_interrupted" } == 1)
    }

    @Test func aRunIsSummedUpThoughItsStreamerCouldNotBeStopped() async throws {
        let error = TaskError.notStopped(process: 7, reason: "planted")
        await #expect(throws: error) {
            try await job(duration: .seconds(1)) { throw error }.run(uuid: Self.uuid)
        }
        let run = try store.run(named: "job")
        #expect(run.state == .complete && run.endReason == .duration)
        #expect(try store.summary(of: run)?.frames.dropped == 0)
    }

    /// Whoever ends the process while the streamer is stopped takes nothing of the run.
    @Test func aRunWithoutScoresIsStoredBeforeItsStreamerIsStopped() async throws {
        let states = Mutex<[RunState]>([])
        let job = job(duration: .seconds(1)) { [store] in
            let state = try store.run(named: "job").state
            states.withLock { $0.append(state) }
        }
        #expect(try await job.run(uuid: Self.uuid).exitStatus == .done)
        #expect(states.withLock(\.self) == [.complete])
    }

    @Test func aStreamerThatDoesNotServeIsTheJobsError() async throws {
        await #expect(throws: TaskError.self) {
            try await job(duration: .seconds(1), executable: "/bin/false").run(uuid: Self.uuid)
        }
        #expect(try store.runs().isEmpty)
    }
}

/// A streamer's task that tells when it has stopped it, and may fail then.
private struct ToldTask: StreamerTask {
    let task: LocalTask
    let onStopped: @Sendable () throws -> Void

    func run<Result: Sendable>(
        whileServing work: @Sendable (StreamerAddress) async throws -> Result
    ) async throws -> Result {
        let result = try await task.run(whileServing: work)
        try onStopped()
        return result
    }

    func giveUp() {
        task.giveUp()
    }

    func stopNow() async {
        await task.stopNow()
    }
}
