import LabCommand
import LabModel
import Measuring
import Receiving
import RunConsole
import RunStore
import Tasks

/// Shows one run, or several side by side.
enum LaunchConsole: Sendable {
    case one(RunConsole)
    case several(GroupConsole)

    /// Makes a console for so many providers.
    init(_ names: [String], on console: Console, clock: any LabClock, wish: GroupConsole.Wish) {
        self =
            names.count == 1
            ? .one(RunConsole(console: console, clock: clock, isJSON: wish.isJSON))
            : .several(GroupConsole(console: console, clock: clock, names: names, wish: wish))
    }

    /// Shows what is being done before there is progress.
    func show(_ text: String) {
        switch self {
        case .one(let runs): runs.show(text)
        case .several(let runs): runs.show(text)
        }
    }

    /// Takes the progress away.
    func clear() {
        switch self {
        case .one(let runs): runs.clear()
        case .several(let runs): runs.clear()
        }
    }

    /// Shows how far runs have come.
    func listeners(telling console: Console, isVerbose: Bool) -> ProviderMeasurement.Listeners {
        ProviderMeasurement.Listeners(
            onStage: { stage in
                switch stage {
                case .starting: show("starting the streamer")
                case .measuring(let address):
                    if isVerbose {
                        console.note("the streamer serves at \(address.url("/")), stream \(address.streamID)")
                    }
                }
            },
            onProgress: { place, state in
                switch self {
                case .one(let runs): runs.show(state)
                case .several(let runs): runs.show(state, of: place)
                }
            }
        )
    }

    /// Shows what the runs left behind.
    /// - Returns: what the process should exit with.
    /// - Throws: why there is no run; ``RunStoreError``; ``LabCommand/CommandError``.
    func finish(_ results: [Result<RunOutcome, any Error>], store: RunStore) throws -> ExitStatus {
        switch self {
        case .one(let runs): try runs.finish(results[0].get(), store: store, samples: nil)
        case .several(let runs): try runs.finish(results, store: store)
        }
    }
}
