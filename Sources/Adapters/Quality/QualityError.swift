public import LabModel

/// Why a picture could not be scored.
public enum QualityError: LabError, Hashable {
    /// Reference and picture differ in size, depth or chroma layout; each such as `1280x720 of 8 bits`.
    case differentShapes(reference: String, distorted: String)
    /// There is no VMAF, for this reason.
    case vmaf(VMAFFailure)

    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .differentShapes(let reference, let distorted):
            "the picture (\(distorted)) has another shape than its reference (\(reference))"
        case .vmaf(let failure): failure.what
        }
    }

    /// Where it went wrong.
    public var place: String? {
        switch self {
        case .differentShapes: "scoring"
        case .vmaf(let failure): failure.place
        }
    }

    /// What to do about it.
    public var remedy: String? {
        switch self {
        case .differentShapes: "Scale the picture to the reference's size and depth first"
        case .vmaf(let failure): failure.remedy
        }
    }
}
