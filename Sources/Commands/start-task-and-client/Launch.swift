import LabCommand
import LabModel
import Machine
import Measuring
import Receiving
import RunConsole
import RunStore
import Tasks

/// The job with what its receivers need, until Ctrl-C or its end.
struct Launch: Sendable {
    let job: ProviderMeasurement
    let receive: ReceiveSettings
    let store: RunStore
    let clock: SystemClock

    /// Measures so many providers; the first Ctrl-C ends all runs, which are stored.
    func run(
        _ count: Int,
        listeners: ProviderMeasurement.Listeners
    ) async throws -> [Result<RunOutcome, any Error>] {
        var random = SystemRandomNumberGenerator()
        let uuids = (0..<count).map { _ in RunUUID.make(at: clock.now(), using: &random) }
        return try await withInterruptHandling { interrupt in
            let measuring = Task {
                try await job.run(receive, uuids: uuids, listeners: listeners) { settings in
                    Receiver(
                        settings: settings,
                        store: store,
                        clock: clock,
                        machine: Host.facts(),
                        versions: RunVersions.all
                    )
                }
            }
            interrupt.onRequest { measuring.cancel() }
            return try await measuring.value
        }
    }

    /// Tells how far the job has come.
    static func show(
        _ stage: LocalMeasurement.Stage,
        on console: Console,
        isVerbose: Bool,
        progress: (String) -> Void
    ) {
        switch stage {
        case .starting:
            progress("starting the streamer")
        case .measuring(let address):
            if isVerbose {
                console.note("the streamer serves at \(address.url("/")), stream \(address.streamID)")
            }
        }
    }
}
