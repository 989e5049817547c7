public import LabModel
public import Marks
public import Media

/// Why a frame could not be drawn.
public enum DrawingError: LabError, Hashable {
    /// The content file, or memory for pictures.
    case media(MediaError)
    /// The mark.
    case mark(MarkError)
    /// The content file cannot be read to its end; `reason` is the system's own text.
    case unreadable(path: String, reason: String)

    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .media(let error): error.what
        case .mark(let error): error.what
        case .unreadable(_, let reason): "cannot read the content: \(reason)"
        }
    }

    /// Where: the content file; nil where ``what`` says it.
    public var place: String? {
        switch self {
        case .media(let error): error.place
        case .mark(let error): error.place
        case .unreadable(let path, _): path
        }
    }

    /// What to do about it; nil where nothing is known to help.
    public var remedy: String? {
        switch self {
        case .media(let error): error.remedy
        case .mark(let error): error.remedy
        case .unreadable: "Name a video file that can be read"
        }
    }
}
