import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Planning
import SlurmJobs
import Sweeping
import Tasks

/// `glasslab sweep submit`.
struct SweepSubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Hand a sweep to Slurm: its lines as array jobs, and a job that brings the results together.",
        discussion: """
            Only lines that are neither done nor in Slurm's queue are submitted: the same command again submits what failed
            or was lost. The inputs are checked to their last line before anything is written. The job that brings the
            results together first submits the lines again that were killed or lost, and waits for them.

            EXAMPLES
              glasslab sweep submit sizes --inputs slurm/slurm_inputs.txt --concurrency 2
              glasslab sweep submit sizes --results /shared/results --sbatch=--partition=lab --dry-run
              glasslab sweep submit sizes

            EXIT CODES
              0 submitted, or nothing to submit, 1 failed, 2 wrong usage, 3 submitted in part, 75 a passing failure
            """
    )

    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var measured: SweepInputsOptions

    @Option(help: "How many lines are measured at once at most, from 1 to 1000. (default: 1)")
    var concurrency: String?

    @Option(help: "How long a line's job may take. (default: three times the duration and some minutes)")
    var time: String?

    @Option(help: ArgumentHelp("A further option of sbatch for all jobs; may be repeated.", valueName: "option"))
    var sbatch: [String] = []

    @Option(
        help: "How often killed and lost lines are submitted again by themselves, from 0 to 20. (default: 2)"
    )
    var rounds: String?

    @Flag(help: "Show the scripts and the jobs, and submit nothing.")
    var dryRun = false

    @OptionGroup var machine: SweepMachineOptions
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let clock = SystemClock()
        let folder = try place.folder(settings)
        let sweep = try measured.find(folder, settings: settings, clock: clock)
        _ = try greatestRounds(settings, sweep.manifest)
        let submission = SweepSubmission(
            folder,
            lines: sweep.inputs.lines,
            settings: try wish(settings, sweep.manifest)
        )
        if dryRun {
            try console.write(try await preview(submission, sweep, clock: clock))
            return
        }
        let (plan, status, manifest, isMergedAnew) = try await submit(submission, settings, clock: clock, on: console)
        var words = SubmitWords(plan: plan, status: status, manifest: manifest)
        words.isMergedAnew = isMergedAnew
        try console.write(isJSON ? words.json() : words.text)
        guard plan.left == 0 else { throw ExitStatus.partial.exitCode }
    }

    private typealias Submitted = (
        plan: SweepSubmission.Plan, status: SweepStatus, manifest: SweepManifest, isMergedAnew: Bool
    )

    private func submit(
        _ submission: SweepSubmission,
        _ settings: Settings,
        clock: SystemClock,
        on console: Console
    ) async throws -> Submitted {
        let slurm = try SlurmCommands(environment: ProcessInfo.processInfo.environment, clock: clock)
        let limits: SlurmLimits
        do {
            limits = try await slurm.limits()
        } catch {
            console.note("glasslab: without Slurm, glasslab sweep run does the same on this machine")
            throw error
        }
        let folder = try measured.begin(try place.folder(settings), settings: settings, clock: clock).folder
        let look = try await SweepLook.take(folder, clock: clock)
        if let trouble = look.trouble { throw trouble }
        let busy = look.status.count(.running) + look.status.count(.waiting)
        let plan = submission.plan(look.status.open, limits: limits, busy: busy)
        guard !plan.arrays.isEmpty || look.isMergeDue else { return (plan, look.status, look.manifest, false) }
        var begun = look.manifest
        begun.rounds = SweepRounds(limit: try greatestRounds(settings, begun))
        let manifest = try await submission.submit(plan, manifest: begun, active: look.active, by: slurm)
        return (plan, look.status, manifest, look.isMergeDue)
    }

    private func greatestRounds(_ settings: Settings, _ manifest: SweepManifest) throws -> Int {
        try settings.value(
            .rounds,
            flag: rounds,
            default: manifest.rounds.limit,
            as: .integer(in: 0...SweepRounds.greatest)
        )
    }

    private func wish(_ settings: Settings, _ manifest: SweepManifest) throws -> SweepSubmission.Settings {
        let number = try settings.value(
            .concurrency,
            flag: concurrency,
            default: manifest.concurrency,
            as: .integer(in: 1...1_000)
        )
        var wish = SweepSubmission.Settings(
            concurrency: number,
            timeLimit: try settings.value(.timeLimit, flag: time, as: .positiveDuration),
            executable: ExecutableLookup.own ?? "glasslab"
        )
        wish.stagger = try machine.stagger(settings)
        wish.options = sbatch
        wish.lineArguments = machine.arguments
        if let config = standard.config {
            wish.arguments = ["--config", URL(filePath: config).standardizedFileURL.path]
        }
        return wish
    }

    private func preview(
        _ submission: SweepSubmission,
        _ sweep: SweepInputsOptions.Begun,
        clock: SystemClock
    ) async throws -> String {
        let isBegun = sweep.folder.isBegun
        let open =
            isBegun ? try await SweepLook.take(sweep.folder, clock: clock).status.open : Array(1...sweep.manifest.lines)
        let slurm = try? SlurmCommands(environment: ProcessInfo.processInfo.environment, clock: clock)
        let limits = (try? await slurm?.limits()) ?? SlurmLimits()
        let plan = submission.plan(open, limits: limits)
        var text =
            "# \(sweep.folder.sweepScript)\n\(plan.sweepScript)\n# \(sweep.folder.mergeScript)\n\(plan.mergeScript)\n"
        for part in plan.arrays {
            let job = submission.job(part, options: sweep.manifest.sweepOptions, after: [])
            text +=
                "\(BatchScript.offsetVariable)=\(part.offset) " + (try job.commandLine().joined(separator: " ")) + "\n"
        }
        return text + (try submission.mergeJob(after: []).commandLine().joined(separator: " ")) + "\n"
    }
}
