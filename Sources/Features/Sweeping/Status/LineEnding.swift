import SlurmJobs

/// How a line ended that is not done and that nobody does, by what its folder and what Slurm say.
struct LineEnding: Hashable, Sendable {
    /// Why it is not done; nil where nobody ever did it.
    let reason: String?
    /// Whether nothing of its own ended it, so that the same again may do it: it was killed, lost, or never begun.
    let isLost: Bool

    /// Works out who knows how the line ended, and what that is.
    ///
    /// - Parameters:
    ///   - facts: what the line's folder tells.
    ///   - task: the line's newest task that Slurm knows; nil where it knows none.
    ///   - job: the array job that it was submitted in last; nil where that is not known, or Slurm was not asked.
    init(_ facts: LineFacts, _ task: SlurmTask?, submittedIn job: Int? = nil) {
        // An attempt without Slurm may be later than what Slurm has forgotten.
        let isOfSlurm = facts.job != nil || facts.failure == nil
        if let job, isOfSlurm, job != task?.job.number, job != facts.job {
            // Slurm forgets at once what was taken out of the queue, and an array of its tasks with it.
            reason = "it was cancelled before it began"
            isLost = false
        } else if let task, task.state.isOver, Self.isLastWord(task, facts) {
            reason = Self.words(task)
            isLost = Self.isLost(task)
        } else {
            reason = facts.failure
            isLost = facts.failure == nil || facts.abandoned != nil || facts.result?.isPassing == true
        }
    }

    /// Whether Slurm knows more of the line's end than the line could write down.
    private static func isLastWord(_ task: SlurmTask, _ facts: LineFacts) -> Bool {
        // A line that exits by itself writes down why; one that Slurm ended knows no more than that it was asked to end.
        guard task.state == .failed || task.state == .completed, facts.abandoned == nil, facts.failure != nil,
            let result = facts.result
        else { return true }
        // A result of an earlier start says nothing about a later one that left none.
        guard let job = result.job else { return false }
        return (job, result.restarts) < (task.job.number, task.restarts)
    }

    private static func words(_ task: SlurmTask) -> String {
        switch task.state {
        case .completed: return "Slurm calls it completed, but its result is not there"
        case .timedOut: return "it took longer than Slurm's time limit"
        case .cancelled: return "it was cancelled"
        case .outOfMemory: return "it used more memory than it had asked Slurm for"
        case .nodeFailed: return "its node failed"
        case .bootFailed: return "its node did not start"
        case .deadlinePassed: return "its deadline in Slurm passed"
        case .preempted: return "it was preempted"
        default:
            let code = task.exitCode ?? 1
            return code > 128 ? "it was ended by signal \(code - 128)" : "it exited with \(code)"
        }
    }

    /// Whether the same again may do it.
    ///
    /// Who was asked to end was so on purpose, or because its time was over. Time limits and memory are as short the next time.
    private static func isLost(_ task: SlurmTask) -> Bool {
        switch task.state {
        case .nodeFailed, .bootFailed, .preempted, .completed: return true
        case .failed:
            let code = task.exitCode ?? 1
            return code == 75 || (code > 128 && code != 143)
        default: return false
        }
    }
}
