import LabModel
import LabTesting
import Machine
import Measuring
import Receiving
import RunStore
import Synchronization
import Tasks
import Testing

/// Real streamers and receivers, at a size and rate that no machine falls behind at.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct CalibratorTests {
    let folder: TemporaryFolder
    let store: RunStore
    let runs: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
        runs = try RunStore.open(folder.file("runs.sqlite"))
    }

    private static let machine: [String: SettingValue] = ["hostname": .text("lab")]

    private func calibrator(sizes: [PixelSize], streamer: String? = nil) throws -> Calibrator {
        var plan = CalibrationPlan(codecs: [.h264], sizes: sizes)
        plan.repeats = 2
        plan.duration = .seconds(4)
        plan.fps = .usual
        return Calibrator(
            plan,
            store: store,
            streamer: streamer ?? BuiltExecutable("streamer").path,
            clock: SystemClock(),
            facts: .init(versions: ["glasslab": "1"], machine: Self.machine)
        )
    }

    @Test func measuresTheChainAndLaterRunsSayIt() async throws {
        let size = PixelSize(width: 320, height: 180)
        let seen = Mutex<[Calibrator.Progress]>([])
        let report = try await calibrator(sizes: [size]).run(storing: runs) { progress in
            seen.withLock { $0.append(progress) }
        }
        guard let calibration = report.calibrations.first else {
            // A machine that cannot draw, or decode, 25 small pictures a second may not be calibrated; all else is a defect.
            let reasons = report.gaps.map(\.reason)
            #expect(reasons == [.streamerOverloaded] || reasons == [.receiverOverloaded])
            return
        }
        #expect(report.isComplete && report.calibrations.count == 1)
        #expect(calibration.frames >= 100)
        #expect(calibration.p50Ms > 0 && calibration.p50Ms <= calibration.p95Ms)
        #expect(calibration.repeatP50Ms.count == 2)
        #expect(calibration.key.machine == "lab" && calibration.key.fps == .usual)
        let key = CalibrationKey(transport: "mpegts-http", codec: .h264, size: size, machine: "lab")
        #expect(try store.latestCalibration(fitting: key) == calibration)
        #expect(try store.runs().isEmpty && runs.runs().count == 2)
        let progress = seen.withLock { $0 }
        #expect(progress.last?.repeated == 2 && progress.allSatisfy { $0.total == .seconds(8) })
        #expect(zip(progress, progress.dropFirst()).allSatisfy { $0.elapsed <= $1.elapsed })
        try await expectLaterRunsToSay(calibration)
    }

    /// Measures the same chain on that machine and on another one.
    private func expectLaterRunsToSay(_ calibration: Calibration) async throws {
        let stream = StreamerTaskSettings(
            id: "later",
            cpu: 512,
            memory: 1,
            fps: .usual,
            imageSize: nil,
            size: calibration.key.size,
            videoType: "LIVE",
            codec: .h264,
            bitrate: DataRate(bitsPerSecond: 500_000),
            gop: .seconds(1),
            content: nil
        )
        let task = LocalTask(stream, clock: SystemClock(), executable: BuiltExecutable("streamer").path)
        for (index, machine) in [Self.machine, ["hostname": .text("other")]].enumerated() {
            let job = StreamMeasurement(task: task) { [store] url in
                var settings = ReceiveSettings(url: url, id: "later")
                settings.duration = .milliseconds(400)
                return Receiver(settings: settings, store: store, clock: SystemClock(), machine: machine, versions: [:])
            }
            let outcome = try await job.run(uuid: "0190a0b0-0000-7000-8000-00000000000\(index)")
            let wanted = index == 0 ? calibration.intrinsic(at: outcome.run.manifest.startedAt) : nil
            #expect(outcome.summary.intrinsic == wanted)
            #expect(try store.trace(of: outcome.run).intrinsic == wanted)
            #expect((wanted?.ageH ?? 0) >= 0)
        }
    }

    @Test func cancellingKeepsWhatWasDone() async throws {
        let sizes = [PixelSize(width: 320, height: 180), PixelSize(width: 160, height: 144)]
        let calibrator = try calibrator(sizes: sizes)
        let running = Mutex<Task<CalibrationReport, any Error>?>(nil)
        let (gate, opened) = AsyncStream.makeStream(of: Never.self)
        let task = Task { [runs] in
            for await _ in gate {}
            return try await calibrator.run(storing: runs) { progress in
                if progress.chain.size == sizes[1] {
                    running.withLock { $0?.cancel() }
                }
            }
        }
        running.withLock { $0 = task }
        opened.finish()
        let report = try await task.value
        #expect(report.gaps.last == .init(chain: .init(codec: .h264, size: sizes[1]), reason: .interrupted))
        #expect(report.calibrations.count + report.gaps.count == 2)
        #expect(report.calibrations.allSatisfy { $0.key.size == sizes[0] })
    }

    @Test func aMissingStreamerIsAnError() async throws {
        let calibrator = try calibrator(sizes: [PixelSize.imageSizes[0]], streamer: folder.file("nothing"))
        await #expect(throws: TaskError.self) {
            _ = try await calibrator.run(storing: runs) { _ in }
        }
    }
}
