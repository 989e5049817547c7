import ArgumentParser
import LabModel
import Planning

/// A grid of settings, described on the command line.
struct GridOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Picture sizes by their numbers. (default: 0,1,2,3)", valueName: "list"))
    var imageSize: String?

    @Option(help: ArgumentHelp("Frames a second. (default: 15,25,30)", valueName: "list"))
    var fps: String?

    @Option(
        help: ArgumentHelp(
            "CPU units and GB of memory, together. (default: 512:1,512:2,1024:2,1024:3,2048:4)",
            valueName: "list"
        )
    )
    var cpuMemory: String?

    @Option(help: ArgumentHelp("Providers under test.", valueName: "list"))
    var provider: String?

    @Option(name: .customLong("protocol"), help: ArgumentHelp("Who speaks the protocol.", valueName: "list"))
    var proto: String?

    @Option(help: ArgumentHelp("Codecs.", valueName: "list"))
    var codec: String?

    @Option(help: ArgumentHelp("The encoder's bit rates.", valueName: "list"))
    var bitrate: String?

    @Option(
        help: ArgumentHelp(
            "A value of any option of start-task-and-client; repeated, each is a further value.",
            valueName: "key=value"
        )
    )
    var option: [String] = []

    @Option(help: ArgumentHelp("How often each combination is measured. (default: 1)", valueName: "n"))
    var repeats: Int?

    @Option(help: ArgumentHelp("Put each repeat's runs into an order drawn from this number.", valueName: "seed"))
    var shuffle: UInt64?

    @Flag(help: "Measure the providers of each setting one after the other, in turn forwards and backwards (ABBA).")
    var interleave = false

    @Option(help: ArgumentHelp("What the runs' names begin with. (default: task)", valueName: "prefix"))
    var name: String?

    func validate() throws {
        guard shuffle == nil || !interleave else {
            throw ValidationError("--shuffle and --interleave are two orders: choose one.")
        }
        _ = try draft()
    }

    /// What the options say of the grid.
    /// - Throws: `ValidationError` for an option that is none; values are checked when a grid is made of them.
    func draft() throws -> GridDraft {
        var draft = GridDraft(repeats: repeats, seed: shuffle, prefix: name)
        if shuffle != nil { draft.order = .shuffled }
        if interleave { draft.order = .interleaved }
        let lists: [(kind: SweepFactor.Kind, option: String, text: String?)] = [
            (.imageSize, "--image-size", imageSize), (.framesPerSecond, "--fps", fps),
            (.cpuMemory, "--cpu-memory", cpuMemory), (.option(.provider), "--provider", provider),
            (.option(.proto), "--protocol", proto), (.option(.codec), "--codec", codec),
            (.option(.bitrate), "--bitrate", bitrate),
        ]
        for (kind, name, text) in lists {
            guard let text else { continue }
            let values = text.split(separator: ",", omittingEmptySubsequences: false)
            draft.factors.append(SweepFactor(kind, levels: values.map { SweepLevel(String($0), place: name) }))
        }
        for text in option {
            try Self.add(text, to: &draft.factors)
        }
        return draft
    }

    private static func add(_ text: String, to factors: inout [SweepFactor]) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let kind = SweepFactor.Kind(name: parts[0]) else {
            throw ValidationError(
                "--option takes key=value with an option of start-task-and-client, such as gop=2, not \"\(text)\"."
            )
        }
        let level = SweepLevel(parts[1], place: "--option")
        if let index = factors.firstIndex(where: { $0.kind == kind }) {
            factors[index].levels.append(level)
        } else {
            factors.append(SweepFactor(kind, levels: [level]))
        }
    }
}
