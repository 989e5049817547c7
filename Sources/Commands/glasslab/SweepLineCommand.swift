import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Planning
import Sweeping

/// `glasslab sweep line`.
struct SweepLineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "line",
        abstract: "Do one line of a sweep, once: what an array job of Slurm calls.",
        discussion: """
            The line's first complete attempt is its result, wherever and however often it is started: one that is done is
            not done again, and of several at the same time one is kept.

            EXAMPLES
              glasslab sweep line 1 sizes
              glasslab sweep line 60 sizes --inputs slurm/slurm_inputs.txt --results /shared/results

            EXIT CODES
              0 done, now or before, 1 failed, 2 wrong usage, 75 interrupted or a passing failure: the same again is sensible
            """
    )

    @Argument(help: "The line's number in the inputs, from 1.")
    var line: Int

    @OptionGroup var place: SweepPlaceOptions
    @OptionGroup var measured: SweepInputsOptions
    @OptionGroup var machine: SweepMachineOptions
    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let clock = SystemClock()
        let launcher = try machine.launcher()
        let sweep = try measured.begin(try place.folder(settings), settings: settings, clock: clock)
        let lines = sweep.inputs.lines
        guard lines.indices.contains(line - 1) else {
            throw SweepingError.noSuchLine(line, lines: lines.count, path: sweep.folder.inputsFile)
        }
        let turn = (line - 1) % max(1, sweep.manifest.concurrency)
        var order = LineOrder(
            folder: sweep.folder,
            number: line,
            line: lines[line - 1],
            options: sweep.manifest.sweepOptions,
            delay: Latency(nanoseconds: try machine.stagger(settings).nanoseconds * Int64(turn))
        )
        let environment = ProcessInfo.processInfo.environment
        order.restarts = environment["SLURM_RESTART_COUNT"].flatMap { Int($0) } ?? 0
        order.job = environment["SLURM_ARRAY_JOB_ID"].flatMap { Int($0) }
        let attempt = LineRun(order, launcher: launcher, clock: clock)
        let outcome = try await withInterruptHandling { interrupt in
            let running = Task { try await attempt.run() }
            interrupt.onRequest { running.cancel() }
            return try await running.value
        }
        console.tellLeftovers(of: [order.line], order.options)
        let words = LineWords(number: line, name: order.line.name, outcome: outcome)
        if isJSON {
            try console.write(words.json())
        } else if outcome.isDone {
            try console.write(words.text + "\n")
        }
        if !outcome.isDone {
            console.note("glasslab: \(words.text)")
        }
        throw outcome.exitStatus.exitCode
    }
}
