/// Which of VMAF's models predicts the score.
public enum VMAFModel: Hashable, Sendable {
    /// `v0.6.1`: a 1080p television watched from three times its height; the one that published figures mean.
    case standard
    /// `neg`: the same without what sharpening gains.
    case noEnhancementGain
    /// `4k`: a 2160p television watched from one and a half times its height.
    case ultraHighDefinition
    /// `v1`: the first model of libvmaf's second generation, for the viewing that ``standard`` means.
    case first
    /// A model of somebody's own, as libvmaf reads it: JSON.
    case file(String)

    /// Reads an option's value: one of ``names``, or a file by a path or by `.json` at its end.
    /// - Throws: ``VMAFFailure/unknownModel(name:known:)`` for anything else.
    public init(option: String) throws(QualityError) {
        if let named = Self.named.first(where: { $0.name == option }) {
            self = named
        } else if option.contains("/") || option.hasSuffix(".json") {
            self = .file(option)
        } else {
            throw .vmaf(.unknownModel(name: option, known: Self.names))
        }
    }

    /// What options call it, and what a run stores: the file's path for a file.
    public var name: String {
        switch self {
        case .standard: "v0.6.1"
        case .noEnhancementGain: "neg"
        case .ultraHighDefinition: "4k"
        case .first: "v1"
        case .file(let path): path
        }
    }

    /// libvmaf's own name of it; nil for a file.
    public var version: String? {
        switch self {
        case .standard: "vmaf_v0.6.1"
        case .noEnhancementGain: "vmaf_v0.6.1neg"
        case .ultraHighDefinition: "vmaf_4k_v0.6.1"
        case .first: "vmaf_v1.0.16_3d0h"
        case .file: nil
        }
    }

    /// Whether a score may depend on chroma; the models of the first generation see luma alone.
    var seesChroma: Bool {
        switch self {
        case .standard, .noEnhancementGain, .ultraHighDefinition: false
        case .first, .file: true
        }
    }

    /// What scores are stored with: libvmaf's own name, or the file's without its folder.
    var recordedName: String {
        version ?? String(name.split(separator: "/").last ?? "")
    }

    /// Those that libvmaf brings with it.
    public static let named: [VMAFModel] = [.standard, .noEnhancementGain, .ultraHighDefinition, .first]

    /// What options call those that libvmaf brings with it.
    public static var names: [String] {
        named.map(\.name)
    }
}
