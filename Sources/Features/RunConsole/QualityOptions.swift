public import ArgumentParser
public import LabCommand
public import LabModel
import Quality
public import Scoring

/// How pictures are scored against their reference.
public struct QualityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            What to score of each picture: any of psnr, ssim, ms_ssim and vmaf, separated by commas, or none. (default: \
            none; glasslab score: all)
            """,
            valueName: "list"
        )
    )
    var quality: String?

    @Option(
        help: ArgumentHelp(
            """
            Score every Nth frame, by its number; auto scores all. A live run that cannot keep up scores fewer. (default: \
            auto)
            """,
            valueName: "n"
        )
    )
    var qualityEvery: String?

    @Option(
        help: ArgumentHelp("VMAF's model: v0.6.1, neg, 4k, v1 or a FILE. (default: v0.6.1)", valueName: "model")
    )
    var vmafModel: String?

    @Option(
        help: ArgumentHelp(
            "An ffmpeg that has libvmaf. (default: $GLASSLAB_VMAF, one on the PATH, or what scripts/setup-vmaf installed)",
            valueName: "file"
        )
    )
    var vmafTool: String?

    @Option(
        help: ArgumentHelp(
            "Keep the N worst moments as PNGs in worst-UUID below the working folder. (default: 0)",
            valueName: "n"
        )
    )
    var keepWorst: String?

    @Option(
        help: ArgumentHelp(
            """
            Keep MB megabytes of the run's media in a temporary file below TMPDIR, where what was displayed is found \
            again. (default: 1000)
            """,
            valueName: "mb"
        )
    )
    var qualitySpool: String?

    /// Makes options of which none is given.
    public init() {}

    /// How pictures are scored.
    ///
    /// - Parameters:
    ///   - settings: what the environment and the configuration file say.
    ///   - content: the file that the streamer plays; nil where it draws.
    ///   - fallback: what is scored where nothing says it.
    /// - Returns: nil where nothing is.
    /// - Throws: ``LabCommand/CommandError`` for a value that cannot be read; a `ValidationError` for an option that says
    ///   nothing, because nothing is scored.
    public func settings(
        from settings: Settings,
        content: String?,
        default fallback: Set<QualityMetric> = []
    ) throws -> QualitySettings? {
        let metrics = try settings.value(.quality, flag: quality, default: fallback, as: .qualityMetrics)
        guard !metrics.isEmpty else {
            try refuseLoneOptions()
            return nil
        }
        var scoring = QualitySettings(metrics: metrics)
        scoring.everyN = try settings.value(.qualityEvery, flag: qualityEvery, default: 1, as: .everyN)
        scoring.vmafModel = try settings.value(
            .vmafModel,
            flag: vmafModel,
            default: scoring.vmafModel,
            as: .vmafModel
        )
        scoring.vmafTool = try settings.value(.vmafTool, flag: vmafTool, as: .text)
        scoring.keepWorst = try settings.value(
            .keepWorst,
            flag: keepWorst,
            default: 0,
            as: .integer(in: 0...QualitySettings.keepLimit)
        )
        scoring.spoolLimit = try settings.value(
            .qualitySpool,
            flag: qualitySpool,
            default: scoring.spoolLimit,
            as: .spoolLimit
        )
        scoring.contentFile = content
        return scoring
    }

    /// An option that would do nothing is a mistake; the same line of a configuration file is not.
    private func refuseLoneOptions() throws {
        let given: [(SettingName, String?)] = [
            (.qualityEvery, qualityEvery), (.vmafModel, vmafModel), (.vmafTool, vmafTool), (.keepWorst, keepWorst),
            (.qualitySpool, qualitySpool),
        ]
        for (name, value) in given where value != nil {
            throw ValidationError("\(name.option) says nothing without --quality.")
        }
    }
}

extension SettingKind where Value == Set<QualityMetric> {
    /// A list of metrics, or `none`.
    static var qualityMetrics: SettingKind {
        let words = QualityMetric.allCases.map(\.rawValue).joined(separator: ",")
        return SettingKind(expected: "a list of \(words), or none") { QualityMetric.list($0) }
    }
}

extension SettingKind where Value == Int {
    /// One frame of how many is scored: a whole number, or `auto` for as many as can be.
    static var everyN: SettingKind {
        let limit = 100_000
        return SettingKind(expected: "auto, or a whole number from 1 to \(limit)") { text in
            guard text.lowercased() != "auto" else { return 1 }
            return Int(text).flatMap { (1...limit).contains($0) ? $0 : nil }
        }
    }
}

extension SettingKind where Value == ByteCount {
    /// A whole number of megabytes.
    static var spoolLimit: SettingKind {
        let limit = 1_000_000
        return SettingKind(expected: "a whole number from 1 to \(limit)") { text in
            Int(text).flatMap { (1...limit).contains($0) ? ByteCount($0 * 1_000_000) : nil }
        }
    }
}

extension SettingKind where Value == String {
    /// The name or file of a VMAF model.
    static var vmafModel: SettingKind {
        let words = VMAFModel.names.joined(separator: ", ")
        return SettingKind(expected: "a VMAF model: one of \(words), or a model's FILE.json") { text in
            (try? VMAFModel(option: text)).map(\.name)
        }
    }
}
