import Foundation
import LabModel
import Machine
import Planning
import SlurmJobs
import Sweeping

/// What is known of a sweep now.
struct SweepLook {
    var manifest: SweepManifest
    var inputs: InputsFile
    var status: SweepStatus
    /// The sweep's array jobs that have not ended.
    var active: [SlurmJobID]
    /// Whether no job waits that will bring together what the arrays do: it could not be submitted, or somebody ended it.
    var isMergeDue: Bool
    /// Why Slurm was asked in vain; nil where it answered, or had nothing to be asked.
    var trouble: (any LabError)?

    /// Looks at a sweep's folders, and asks Slurm about its jobs where it has any.
    static func take(_ folder: SweepFolder, clock: SystemClock) async throws -> SweepLook {
        let manifest = try folder.manifest()
        let inputs = try InputsFile.parse(try folder.inputs(), name: folder.inputsFile)
        let jobs = (manifest.jobs.map(\.id) + [manifest.mergeJob].compactMap { $0 }).compactMap { SlurmJobID($0) }
        var tasks: [SlurmTask] = []
        var trouble: (any LabError)?
        do throws(SlurmError) {
            if !jobs.isEmpty {
                let slurm = try SlurmCommands(environment: ProcessInfo.processInfo.environment, clock: clock)
                tasks = try await slurm.tasks(of: jobs)
            }
        } catch {
            trouble = error
        }
        // Slurm first: a task that ends in between has its result already when the folders are looked at.
        var knowledge = SweepStatus.Knowledge(
            manifest: manifest,
            lines: folder.facts(of: inputs.lines),
            tasks: tasks,
            runner: folder.runner,
            now: clock.now()
        )
        knowledge.isSlurmHeard = trouble == nil
        let active = Set(tasks.filter { !$0.state.isOver && $0.job.number != manifest.mergeJob }.map(\.job))
        let merging = tasks.first { $0.job.number == manifest.mergeJob && !$0.state.isOver }
        let newest = active.map(\.number).max() ?? 0
        let wasNeverAsked = manifest.mergeJob == nil && !manifest.jobs.isEmpty
        let isMergeDue = active.isEmpty ? wasNeverAsked : (merging?.job.number ?? 0) < newest
        return SweepLook(
            manifest: manifest,
            inputs: inputs,
            status: SweepStatus(of: knowledge),
            active: active.sorted { $0.number < $1.number },
            isMergeDue: isMergeDue,
            trouble: trouble
        )
    }
}
