import ArgumentParser
import Estimation
import LabCommand
import LabModel
import Planning
import Sweeping

/// `glasslab sweep plan`.
struct SweepPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Write an inputs file: a line for each run of a grid of settings.",
        discussion: """
            Every combination of values is a run; a repeat is a pass through the whole grid. What
            neither an option nor GRID says is the default grid's: image sizes 0 to 3, 15, 25 and
            30 frames a second, five of CPU and memory. An option beats GRID; the environment and
            the configuration file say nothing about a grid, since each run reads them itself.

            With --difference and --between-runs, stderr tells how many repeats show so much.

            EXAMPLES
              glasslab sweep plan > slurm/slurm_inputs.txt
              glasslab sweep plan grid.yaml --shuffle 42 > inputs.txt
              glasslab sweep plan --fps 25 --cpu-memory 512:1 --bitrate 1M,2M,4M --repeats 5
              glasslab sweep plan --provider direct,ll-hls --interleave --repeats 4
              glasslab sweep plan --option link=delay=10ms --option link=delay=50ms,loss=1%
              glasslab sweep plan grid.yaml --difference 5ms --between-runs 2ms > inputs.txt

            EXIT CODES
              0 done, 1 failed, 2 the grid or an option is wrong
            """
    )

    @Argument(help: ArgumentHelp("A grid file, YAML or JSON; - for standard input.", valueName: "grid"))
    var grid: String?

    @OptionGroup(title: "GRID") var options: GridOptions
    @OptionGroup(title: "POWER ESTIMATE") var power: PowerOptions
    @OptionGroup var standard: StandardOptions

    func run() throws {
        let console = Console()
        let settings = try standard.settings()
        let isJSON = try settings.flag(.json, flag: standard.json)
        let isVerbose = try settings.flag(.verbose, flag: standard.verbose)
        let draft = try options.draft().over(grid.map(Self.read) ?? GridDraft())
        let grid = try draft.grid()
        let power = try power.question().map { question throws(PlanningError) in try SweepPower(question, of: grid) }
        var random = SplitMix(seed: draft.seed ?? 0)
        let inputs = grid.inputs(using: &random)
        if isJSON {
            try console.write(SweepPlanJSON.render(grid, seed: draft.seed, inputs: inputs, power: power))
        } else {
            try console.write(inputs.text)
        }
        if isVerbose {
            console.note(grid.description)
        }
        if let power {
            console.note(SweepPowerText.render(power, repeats: grid.repeats))
        }
    }

    /// Reads a grid file up to its limit.
    private static func read(_ path: String) throws -> GridDraft {
        let file = try InputFile(path)
        let name = path == "-" ? "standard input" : path
        var bytes: [UInt8] = []
        try file.forEachPiece { piece in
            for index in piece.indices {
                bytes.append(piece[index])
            }
            guard bytes.count <= GridFile.byteLimit else {
                throw GridFileError.unreadable(path: name, reason: "it is larger than \(GridFile.byteLimit >> 10) KiB")
            }
        }
        return try GridFile.parse(bytes, path: name)
    }
}
