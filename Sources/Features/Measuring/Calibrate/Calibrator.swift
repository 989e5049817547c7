public import LabModel
import Receiving
public import RunStore
import Tasks

/// Measures what the lab's own chain adds on this machine: the main job with nothing under test, several times for each
/// chain.
public struct Calibrator: Sendable {
    /// How far it has come.
    public struct Progress: Sendable {
        /// Which chain is measured.
        public var chain: CalibrationPlan.Chain
        /// Which of its repeats, from 1.
        public var repeated: Int
        /// How much of the measured stretches is done.
        public var elapsed: Latency
        /// How long they last together.
        public var total: Latency
    }

    /// What calibrations hold besides their numbers.
    public struct Facts: Sendable {
        /// Versions of the lab and of the libraries it stands on.
        public var versions: [String: String]
        /// What the machine is.
        public var machine: [String: SettingValue]

        /// Makes facts.
        public init(versions: [String: String], machine: [String: SettingValue]) {
            self.versions = versions
            self.machine = machine
        }
    }

    private let plan: CalibrationPlan
    private let store: RunStore
    private let streamer: String?
    private let clock: any LabClock
    private let facts: Facts

    /// Prepares a calibration.
    ///
    /// - Parameters:
    ///   - plan: what to measure.
    ///   - store: where calibrations are stored, each as soon as it is known.
    ///   - streamer: the streamer; nil looks beside this executable, then on the PATH.
    ///   - clock: the receiver's clock.
    ///   - facts: what calibrations hold besides their numbers.
    public init(_ plan: CalibrationPlan, store: RunStore, streamer: String?, clock: any LabClock, facts: Facts) {
        self.plan = plan
        self.store = store
        self.streamer = streamer
        self.clock = clock
        self.facts = facts
    }

    /// Measures every chain.
    ///
    /// Cancelling the task ends it early: the chains that were done stay stored, the others are gaps.
    ///
    /// - Parameters:
    ///   - runs: where the runs behind the numbers are stored; they are of no further use.
    ///   - onProgress: told some ten times a second how far it has come.
    /// - Returns: what was stored, and what was not.
    /// - Throws: `TaskError` when a streamer does not come to serve, ``RunStoreError`` when nothing can be stored, or why
    ///   a run failed.
    public func run(
        storing runs: RunStore,
        onProgress: @escaping @Sendable (Progress) -> Void
    ) async throws -> CalibrationReport {
        var report = CalibrationReport()
        for index in plan.chains.indices {
            let figures = try await measure(index, storing: runs, onProgress: onProgress)
            switch figures {
            case .success(let figures): report.calibrations += try keep(figures).map { [$0] } ?? []
            case .failure(let gap): report.gaps.append(.init(chain: plan.chains[index], reason: gap.reason))
            }
        }
        return report
    }

    private struct Unusable: Error {
        var reason: CalibrationReport.Reason
    }

    private func measure(
        _ index: Int,
        storing runs: RunStore,
        onProgress: @escaping @Sendable (Progress) -> Void
    ) async throws -> Result<RepeatFigures, Unusable> {
        let (plan, chain) = (plan, plan.chains[index])
        var figures = RepeatFigures()
        for repeated in 1...max(1, plan.repeats) {
            guard !Task.isCancelled else { return .failure(Unusable(reason: .interrupted)) }
            let done = plan.duration.seconds * Double(index * plan.repeats + repeated - 1)
            let outcome = try await job(chain, storing: runs).run(
                uuid: newIdentity(),
                onProgress: { progress in
                    let elapsed = Latency.seconds(done) + min(progress.elapsed, plan.duration)
                    onProgress(Progress(chain: chain, repeated: repeated, elapsed: elapsed, total: plan.total))
                }
            )
            if let failure = outcome.failure {
                throw failure
            }
            guard !Task.isCancelled else { return .failure(Unusable(reason: .interrupted)) }
            if let reason = figures.add(outcome.summary, machine: facts.machine) {
                return .failure(Unusable(reason: reason))
            }
        }
        return .success(figures)
    }

    private func job(_ chain: CalibrationPlan.Chain, storing runs: RunStore) -> StreamMeasurement {
        let stream = StreamerTaskSettings(
            id: "calibrate",
            cpu: 512,
            memory: 1,
            fps: plan.fps,
            imageSize: nil,
            size: chain.size,
            videoType: "LIVE",
            codec: chain.codec,
            bitrate: plan.bitrate,
            gop: .seconds(1),
            content: nil
        )
        let (plan, clock, facts) = (plan, clock, facts)
        return StreamMeasurement(task: LocalTask(stream, clock: clock, executable: streamer)) { url in
            var settings = ReceiveSettings(url: url, id: "calibrate")
            settings.duration = plan.duration
            return Receiver(
                settings: settings,
                store: runs,
                clock: clock,
                machine: facts.machine,
                versions: facts.versions
            )
        }
    }

    private func keep(_ figures: RepeatFigures) throws(RunStoreError) -> Calibration? {
        let calibration = figures.calibration(
            id: newIdentity(),
            fps: plan.fps,
            madeAt: clock.now(),
            versions: facts.versions,
            machine: facts.machine
        )
        if let calibration {
            try store.add(calibration)
        }
        return calibration
    }

    private func newIdentity() -> String {
        var random = SystemRandomNumberGenerator()
        return RunUUID.make(at: clock.now(), using: &random)
    }
}
