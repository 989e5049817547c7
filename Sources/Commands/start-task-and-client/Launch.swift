import LabCommand
import LabModel
import Machine
import Measuring
import Receiving
import RunConsole
import RunStore

/// The job with what its receivers need, until Ctrl-C or its end.
struct Launch: Sendable {
    let job: ProviderMeasurement
    let receive: ReceiveSettings
    let store: RunStore
    let clock: SystemClock
    /// The process with whose end the job ends as well, as if interrupted.
    let exitWith: Int32?

    /// Measures so many providers.
    ///
    /// The first Ctrl-C ends all runs, which are stored. Another one stops the streamer and waits for nothing else.
    func run(
        _ count: Int,
        listeners: ProviderMeasurement.Listeners
    ) async throws -> [Result<RunOutcome, any Error>] {
        var random = SystemRandomNumberGenerator()
        let uuids = (0..<count).map { _ in RunUUID.make(at: clock.now(), using: &random) }
        let scoringStop = ScoringStop()
        return try await withInterruptHandling(cleanup: { [job] in await job.stopNow() }) { interrupt in
            let measuring = Task {
                try await job.run(receive, uuids: uuids, listeners: listeners) { settings in
                    Receiver(
                        settings: settings,
                        store: store,
                        clock: clock,
                        machine: Host.facts(),
                        versions: RunVersions.all,
                        scoringStop: scoringStop
                    )
                }
            }
            interrupt.onRequest { measuring.cancel() }
            interrupt.onFurtherRequest { scoringStop.request() }
            if let exitWith {
                ProcessWatch.whenEnded(exitWith) { measuring.cancel() }
            }
            return try await measuring.value
        }
    }
}
