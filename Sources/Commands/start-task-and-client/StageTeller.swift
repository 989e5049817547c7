import LabCommand
import LabModel
import Tasks

/// Tells how far a task on ECS has come: in the terminal's progress, else as lines.
struct StageTeller: Sendable {
    let runs: LaunchConsole
    let console: Console
    let launch: CloudLaunch
    /// Whether it is told at once what ends a task that is kept: who measures it may be killed before the end.
    let tellsKept: Bool

    func tell(_ stage: FargateStage) {
        switch stage {
        case .notStopped: console.warning(stage.text)
        case .lost(let error):
            console.warning(stage.text)
            tellLastWords(error)
        case .started: console.note(stage.text)
        case .serving where tellsKept:
            show(stage)
            launch.tellKept(on: console)
        default: show(stage)
        }
    }

    private func show(_ stage: FargateStage) {
        if console.errorsAreTerminal {
            runs.show(stage.text)
        } else {
            console.note(stage.text)
        }
    }

    /// Shows the last lines of a task's log, where its end has to be explained.
    func tellLastWords(_ error: FargateError) {
        guard case .stopped(_, _, let said, _, _) = error, !said.isEmpty else { return }
        console.note("the task's last lines:")
        for line in said {
            console.note("  \(line)")
        }
    }
}
