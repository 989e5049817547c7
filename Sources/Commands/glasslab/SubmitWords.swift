import Foundation
import SlurmJobs
import Sweeping

/// What was submitted, in words.
struct SubmitWords {
    let plan: SweepSubmission.Plan
    let status: SweepStatus
    let manifest: SweepManifest
    /// Whether a job was submitted that brings together what lines bring that were submitted before.
    var isMergedAnew = false
    /// Whether these lines were submitted again by themselves.
    var isRound = false

    private struct Document: Encodable {
        var experiment: String
        var submitted: Int
        var left: Int
        var jobs: [Int]
        var mergeJob: Int?
        var rounds: SweepRounds

        enum CodingKeys: String, CodingKey {
            case experiment, submitted, left, jobs, rounds
            case mergeJob = "merge_job"
        }
    }

    /// The jobs that the plan became.
    private var jobs: [Int] {
        manifest.jobs.suffix(plan.arrays.count).map(\.id)
    }

    /// Some lines for a person.
    var text: String {
        guard !plan.arrays.isEmpty else {
            guard !isRound else { return merging }
            let rest = status.count(.running) + status.count(.waiting)
            return "nothing to submit: \(status.count(.done)) of \(status.lines.count) lines are done"
                + (rest > 0 ? ", \(rest) are in the queue\n" : "\n")
                + (isMergedAnew ? merging : "")
        }
        var text = "submitted \(plan.lines) of \(status.lines.count) lines as \(jobs.count == 1 ? "job" : "jobs") "
        text += jobs.map(String.init).joined(separator: ", ")
        if isRound {
            text += ", round \(manifest.rounds.done) of \(manifest.rounds.limit)"
        }
        text += manifest.mergeJob.map { ", to be merged by job \($0)\n" } ?? "\n"
        if plan.left > 0 {
            text += "\(plan.left) lines found no room: the same command submits them later\n"
        }
        return isRound ? text : text + "glasslab sweep status \(manifest.experiment) tells how far it is\n"
    }

    private var merging: String {
        manifest.mergeJob.map { "job \($0) brings the results together\n" } ?? ""
    }

    /// One object: `experiment`, `submitted` and `left` in lines, `jobs`, `merge_job`, `rounds`.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(
            experiment: manifest.experiment,
            submitted: plan.lines,
            left: plan.left,
            jobs: jobs,
            mergeJob: manifest.mergeJob,
            rounds: manifest.rounds
        )
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
