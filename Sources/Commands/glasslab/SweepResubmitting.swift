import Foundation
import LabCommand
import LabModel
import Machine
import Planning
import SlurmJobs
import Sweeping

/// Lines of a sweep on Slurm that were killed or lost, submitted again by the job that would merge.
struct SweepResubmitting {
    let console: Console

    /// Submits what another round is due for, and a job that merges after it.
    ///
    /// Where Slurm cannot be asked or refuses, that is a warning: what there is can still be brought together.
    ///
    /// - Parameters:
    ///   - folder: the sweep.
    ///   - lines: its inputs' lines.
    /// - Returns: what was submitted; nil where nothing was.
    /// - Throws: what is wrong with the sweep's files.
    func resubmit(_ folder: SweepFolder, lines: [SweepLine]) async throws -> SubmitWords? {
        let clock = SystemClock()
        let environment = ProcessInfo.processInfo.environment
        let look = try await SweepLook.take(folder, clock: clock)
        guard let record = look.manifest.submission else {
            console.note("glasslab: it was never submitted to Slurm: glasslab sweep submit does that")
            return nil
        }
        if let trouble = look.trouble {
            console.warning("nothing is submitted again, as Slurm does not say what its jobs do: \(trouble)")
            return nil
        }
        let own = environment["SLURM_JOB_ID"].flatMap { Int($0) }.flatMap { SlurmJobID($0) }
        let round = SweepRound(look.manifest, look.status, isMergeDue: look.isMergeDue, own: own)
        guard round != .over else { return nil }
        let submission = SweepSubmission(
            folder,
            lines: lines,
            settings: record.settings(concurrency: look.manifest.concurrency)
        )
        do {
            let slurm = try SlurmCommands(environment: environment, clock: clock)
            let words = try await submit(round, look, submission, by: slurm, from: own)
            tell(round, look.status)
            return words
        } catch let error as any LabError {
            console.warning("nothing is submitted again: \(error)")
            return nil
        }
    }

    private func submit(
        _ round: SweepRound,
        _ look: SweepLook,
        _ submission: SweepSubmission,
        by slurm: SlurmCommands,
        from own: SlurmJobID?
    ) async throws -> SubmitWords {
        var manifest = look.manifest
        var lost: [Int] = []
        if case .again(let lines) = round {
            lost = lines
            manifest.rounds.done += 1
        }
        let going = look.status.lines.count { !$0.isLost && ($0.state == .running || $0.state == .waiting) }
        let plan = submission.plan(lost, limits: try await slurm.limits(), busy: going)
        manifest = try await submission.submit(plan, manifest: manifest, active: look.active, by: slurm, from: own)
        return SubmitWords(plan: plan, status: look.status, manifest: manifest, isRound: true)
    }

    private func tell(_ round: SweepRound, _ status: SweepStatus) {
        guard case .again(let lines) = round else { return }
        let named = status.lines.filter { lines.contains($0.number) }.prefix(StatusWords.namedLimit)
        for line in named {
            console.note("glasslab: line \(line.number), \(line.name): \(line.reason ?? "nobody began it")")
        }
    }
}
