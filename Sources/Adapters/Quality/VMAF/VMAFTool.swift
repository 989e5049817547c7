public import LabModel

/// A program that computes VMAF: an ffmpeg whose filters have libvmaf.
public struct VMAFTool: Hashable, Sendable {
    /// Where it was found, in the order of looking.
    public enum Source: String, Hashable, Sendable, CaseIterable {
        /// Named by `--vmaf-tool`.
        case option = "--vmaf-tool"
        /// Named by the environment's `GLASSLAB_VMAF`.
        case environment = "GLASSLAB_VMAF"
        /// The first ffmpeg on the PATH whose filters have libvmaf.
        case path = "PATH"
        /// Installed by `scripts/setup-vmaf`.
        case setUp = "scripts/setup-vmaf"
    }

    /// The program's file.
    public let path: String
    /// Where it was found.
    public let source: Source
    /// What it says of itself, such as `ffmpeg n9.0.2`; its libvmaf tells its own version with the first scores.
    public let version: String

    /// Makes one that is known to work; ``VMAFSearch`` is what finds it.
    public init(path: String, source: Source, version: String) {
        self.path = path
        self.source = source
        self.version = version
    }
}

extension VMAFTool {
    /// The models that it has, of those with names, each tried in a tenth of a second.
    public func models(clock: any LabClock) -> [VMAFModel] {
        VMAFModel.named.filter { libraryVersion(with: $0, clock: clock) != nil }
    }

    /// The version of its libvmaf, by scoring a small picture.
    ///
    /// - Parameters:
    ///   - model: the model that is tried.
    ///   - clock: the clock of the waiting.
    /// - Returns: the version; nil where the program does not score it.
    public func libraryVersion(with model: VMAFModel = .standard, clock: any LabClock) -> String? {
        let shape = VMAFShape(size: PixelSize(width: 320, height: 240))
        let job = VMAFJob(tool: self, model: model, shape: shape, limits: VMAFLimits(), clock: clock)
        return try? VMAFTrial(of: job).score(.triples).version
    }
}
