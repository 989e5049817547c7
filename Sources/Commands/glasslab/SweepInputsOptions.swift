import ArgumentParser
import LabCommand
import LabModel
import Machine
import Planning
import Sweeping

/// What a sweep measures, where it is not begun yet.
struct SweepInputsOptions: ParsableArguments {
    /// The inputs of a new sweep where none are named.
    static let usualInputs = "slurm/slurm_inputs.txt"

    @Option(
        help: ArgumentHelp(
            "Inputs, a run a line. (default: those the sweep was begun with, else \(usualInputs))",
            valueName: "file"
        )
    )
    var inputs: String?

    @Option(
        help: ArgumentHelp(
            "An option of start-task-and-client for all lines that do not give it; may be repeated.",
            valueName: "name=value"
        )
    )
    var option: [String] = []

    @Option(help: "How long each line measures, unless it says so itself: short for --option duration=…")
    var duration: String?

    /// A sweep that was begun, now or before.
    struct Begun {
        var folder: SweepFolder
        var manifest: SweepManifest
        var inputs: InputsFile
    }

    /// Finds a sweep, or makes one that is not begun yet; inputs are checked to their last line, and nothing is written.
    func find(_ folder: SweepFolder, settings: Settings, clock: SystemClock) throws -> Begun {
        let named = try settings.value(.inputs, flag: inputs, as: .text)
        let isBegun = folder.isBegun
        let inputs =
            if named == nil, isBegun {
                try InputsFile.parse(try folder.inputs(), name: folder.inputsFile)
            } else {
                try InputsFile.parse(try Self.text(of: named ?? Self.usualInputs), name: named ?? Self.usualInputs)
            }
        var manifest = try folder.manifest(for: inputs, createdAt: clock.now().iso8601)
        if isBegun {
            try requireSame(as: manifest, settings)
        } else {
            manifest.options = try options(settings)
        }
        return Begun(folder: folder, manifest: manifest, inputs: inputs)
    }

    /// Finds a sweep, or begins it.
    func begin(_ folder: SweepFolder, settings: Settings, clock: SystemClock) throws -> Begun {
        var sweep = try find(folder, settings: settings, clock: clock)
        if !folder.isBegun {
            sweep.manifest = try folder.begin(sweep.manifest, inputs: sweep.inputs)
            // Of several that begin it at once, one set the options.
            try requireSame(as: sweep.manifest, settings)
        }
        return sweep
    }

    /// A sweep keeps the options that it was begun with, also where the environment or the file of settings changed since.
    private func requireSame(as manifest: SweepManifest, _ settings: Settings) throws {
        guard !option.isEmpty || duration != nil else { return }
        guard try options(settings) == manifest.options else {
            throw SweepingError.otherOptions(name: manifest.experiment, begun: manifest.options)
        }
    }

    private static func text(of path: String) throws -> String {
        var bytes: [UInt8] = []
        try InputFile(path).forEachPiece { piece in
            for index in piece.indices {
                bytes.append(piece[index])
            }
            guard bytes.count <= InputsFile.byteLimit else {
                throw CommandError.inputFailed(path: path, reason: "it is larger than 32 MiB")
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The options for all lines, each as `name=value`.
    private func options(_ settings: Settings) throws -> [String] {
        let kind = SettingKind<String>(expected: "an option of start-task-and-client, such as bitrate=1M") { text in
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let option = LauncherOption(rawValue: parts[0]), option.accepts(parts[1]) else {
                return nil
            }
            return text
        }
        var options = try settings.values(.option, flags: option, as: kind)
        if let length = try settings.value(.duration, flag: duration, as: .positiveDuration) {
            options.append("duration=\(length.seconds)")
        }
        return options
    }
}
