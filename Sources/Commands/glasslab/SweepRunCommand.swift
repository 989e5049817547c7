import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Planning
import Sweeping

/// `glasslab sweep run`.
struct SweepRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Do a sweep on this machine, without Slurm.",
        discussion: """
            Lines that are done are left out, so the same command goes on where it was ended. Once every line was tried, the
            results are brought together in RESULTS/EXPERIMENT/lab.sqlite, with a report.

            EXAMPLES
              glasslab sweep run sizes --inputs slurm/slurm_inputs.txt
              glasslab sweep run sizes --inputs inputs.txt --duration 5s --option codec=hevc --jobs 2
              glasslab sweep run sizes

            EXIT CODES
              0 all lines done, 1 none, 2 wrong usage, 3 interrupted or some lines failed, 75 a passing failure
            """
    )

    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var measured: SweepInputsOptions

    @Option(help: "How many lines at once, from 1 to 64; more than one disturb each other. (default: 1)")
    var jobs: String?

    @OptionGroup var machine: SweepMachineOptions
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let clock = SystemClock()
        let wish = LocalSweep.Settings(
            jobs: try settings.value(.jobs, flag: jobs, default: 1, as: .integer(in: 1...64)),
            stagger: try machine.stagger(settings),
            launcher: try machine.launcher()
        )
        let sweep = try measured.begin(try place.folder(settings), settings: settings, clock: clock)
        let local = LocalSweep(
            sweep.folder,
            manifest: sweep.manifest,
            lines: sweep.inputs.lines,
            settings: wish,
            clock: clock
        )
        let line = ProgressLine(console: console, clock: clock)
        let (progress, isInterrupted) = try await withInterruptHandling { interrupt in
            defer { line.finish() }
            let running = Task {
                try await local.run { line.update(ProgressLine.Progress($0)) }
            }
            interrupt.onRequest { running.cancel() }
            return (try await running.value, interrupt.isRequested)
        }
        console.tellLeftovers(of: sweep.inputs.lines, sweep.manifest.sweepOptions)
        for failure in progress.failures {
            console.note("glasslab: line \(failure.line), \(failure.name): \(failure.reason)")
        }
        guard !isInterrupted || progress.done == progress.total else {
            console.note(
                "glasslab: interrupted: \(progress.done) of \(progress.total) lines are done and kept. "
                    + "The same command goes on."
            )
            throw ExitStatus.partial.exitCode
        }
        try await SweepCollecting(console: console, isJSON: isJSON, namesMissing: false)
            .collect(sweep.folder, lines: sweep.inputs.lines)
    }
}

extension ProgressLine.Progress {
    /// How far a sweep is.
    init(_ sweep: SweepProgress) {
        self.init(elapsed: sweep.elapsed, total: sweep.remaining.map { sweep.elapsed + $0 })
        text = sweep.text
    }
}
