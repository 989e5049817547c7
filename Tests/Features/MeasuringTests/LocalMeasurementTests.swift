import Estimation
import LabModel
import LabTesting
import Machine
import Measuring
import Receiving
import RunStore
import Synchronization
import Tasks
import Testing

/// The main job with the real streamer.
@Suite(.realTime, .serialized) struct LocalMeasurementTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    private func job(duration: Latency, executable: String? = nil) -> LocalMeasurement {
        let stream = StreamerTaskSettings(
            id: "job",
            cpu: 512,
            memory: 1,
            fps: .usual,
            imageSize: 0,
            size: PixelSize.imageSizes[0],
            videoType: "LIVE",
            codec: .h264,
            bitrate: DataRate(bitsPerSecond: 1_000_000),
            gop: .seconds(1),
            content: nil
        )
        let task = LocalTask(
            stream,
            clock: SystemClock(),
            executable: executable ?? BuiltExecutable("streamer").path
        )
        return LocalMeasurement(task: task) { [store] url in
            var settings = ReceiveSettings(url: url, id: "job")
            settings.duration = duration
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
        #expect(outcome.summary.frames.marked >= 25)
        #expect(outcome.summary.frames.marked == outcome.summary.frames.expected)
        #expect(outcome.summary.frames.dropped == 0)
        #expect(outcome.summary.streamer != nil)
        #expect(!ProcessWatch.isRunning(try #require(process.withLock { $0 })))
    }

    @Test func cancellingBeforeItServesStoresAnEmptyRun() async throws {
        let running = Mutex<Task<RunOutcome, any Error>?>(nil)
        let job = job(duration: .seconds(600))
        let (stages, told) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await job.run(uuid: Self.uuid) { stage in
                if case .starting = stage {
                    told.yield()
                }
            }
        }
        running.withLock { $0 = task }
        for await _ in stages {
            task.cancel()
            break
        }
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
            try await job.run(uuid: Self.uuid, onProgress: { told.yield($0.tally.marked) })
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
        #expect(outcome.summary.freezes.count == 0)
    }

    @Test func aStreamerThatDoesNotServeIsTheJobsError() async throws {
        await #expect(throws: TaskError.self) {
            try await job(duration: .seconds(1), executable: "/bin/false").run(uuid: Self.uuid)
        }
        #expect(try store.runs().isEmpty)
    }
}
