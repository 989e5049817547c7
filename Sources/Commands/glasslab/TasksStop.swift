import LabCommand
import LabModel
import Machine
import Reporting
import Tasks

/// Stops the chosen ones of the tasks that were found, and tells what became of them.
struct TasksStop {
    let look: TasksLook
    let choice: TaskChoice
    let console: Console
    let isJSON: Bool
    private var results: [(task: ListedTask, outcome: String, error: String?)] = []
    private var leftovers: [String] = []
    /// The runs whose left-over tasks could not be stopped, or had ended, which is said already.
    private var settled: [String] = []
    private var errors: [any LabError] = []
    private var stopped = 0

    init(look: TasksLook, choice: TaskChoice, console: Console, isJSON: Bool) {
        (self.look, self.choice, self.console, self.isJSON) = (look, choice, console, isJSON)
    }

    private var chosen: [ListedTask] {
        look.tasks.filter { choice.takes($0, at: look.instant) }
    }

    /// Says what would be stopped.
    /// - Throws: ``GlasslabError/noTask(name:looked:others:)`` for names that nothing has.
    mutating func rehearse() async throws {
        look.tellUnreadable(on: console)
        results = chosen.map { ($0, "would_stop", nil) }
        if let fargate = look.fargate {
            leftovers = LeftoverTasks.waiting(in: look.journal)
                .filter { $0.region == fargate.region && choice.takes($0, at: look.instant) }
                .map(\.id)
                .filter { id in !chosen.contains { $0.isMeant(by: id) } }
        }
        stopped = results.count + leftovers.count
        await findMissing()
        try tell("would stop")
    }

    /// Stops them.
    /// - Throws: the first of the errors; an exit code of its own where some were stopped.
    mutating func stop() async throws {
        look.tellUnreadable(on: console)
        let tasks = chosen
        let progress = ProgressLine(console: console, clock: SystemClock(), isQuiet: isJSON)
        let begun = SystemClock().monotonicNow()
        let outcomes = await TaskStopping(fargate: look.fargate).stop(tasks, reason: "glasslab tasks stop") { done in
            var shown = ProgressLine.Progress(elapsed: SystemClock().monotonicNow() - begun)
            shown.text = "stopped \(done) of \(tasks.count)"
            progress.update(shown)
        }
        progress.finish()
        for (task, outcome) in zip(tasks, outcomes) {
            switch outcome {
            case .stopped: results.append((task, "stopped", nil))
            case .gone: results.append((task, "gone", nil))
            case .failed(let error):
                results.append((task, "failed", "\(error)"))
                errors.append(error)
            }
        }
        await stopLeftovers()
        stopped += results.count { $0.error == nil } + leftovers.count
        await findMissing()
        try tell("stopped")
    }

    private mutating func stopLeftovers() async {
        guard let services = look.services else { return }
        let (choice, instant) = (choice, look.instant)
        let outcome = await LeftoverTasks(in: look.journal, services: services, clock: SystemClock())
            .stop { choice.takes($0, at: instant) }
        leftovers = outcome.stopped.filter { id in !results.contains { $0.task.isMeant(by: id) } }
        errors += outcome.failures.map(\.error)
        settled = outcome.failures.map(\.id) + outcome.gone
        for id in outcome.gone {
            console.note("glasslab: '\(id)' had ended already")
        }
        stopped += outcome.gone.count
        for elsewhere in outcome.elsewhere {
            console.warning("the task of '\(elsewhere.stop.id)', whose launcher died, \(elsewhere.text)")
        }
    }

    /// Looks at ended tasks too before it says that there is no such task.
    ///
    /// Where AWS does not say, that is one of the errors: what was stopped before has to be told all the same.
    private mutating func findMissing() async {
        for name in choice.missing(among: look.tasks, leftovers + settled) {
            do throws(FargateError) {
                if let fargate = look.fargate, try await fargate.hasEnded(name) {
                    console.note("glasslab: '\(name)' had ended already")
                    stopped += 1
                } else {
                    errors.append(GlasslabError.noTask(name: name, looked: look.places, others: look.tasks.map(\.id)))
                }
            } catch {
                errors.append(error)
            }
        }
    }

    private func tell(_ word: String) throws {
        if isJSON {
            try console.write(TasksJSON.stopped(results, leftovers: leftovers, at: look.instant))
        } else {
            let style = console.textStyle
            var lines = results.filter { $0.error == nil }.map { result in
                TaskTable.line(
                    result.task,
                    result.outcome == "gone" ? "ended already:" : word,
                    at: look.instant,
                    style: style
                )
            }
            lines += leftovers.map { style.clean("\(word) \($0) (its launcher had died)") }
            if lines.isEmpty, errors.isEmpty, stopped == 0 {
                lines = ["no tasks"]
            }
            try console.write(lines.map { $0 + "\n" }.joined())
        }
        guard let first = errors.first else { return }
        for error in errors.dropFirst() {
            console.note("glasslab: \(error)")
        }
        guard stopped > 0 else { throw first }
        console.note("glasslab: \(first)")
        throw ExitStatus.partial.exitCode
    }
}
