public import Drawing
public import LabModel
public import Media
public import Quality

/// Why a stream's pictures cannot be scored.
public enum ScoringError: LabError, Hashable {
    /// The stream's description names no size that can be drawn.
    case noSize
    /// The stream's pictures are drawn by rules of another version than this lab's.
    case otherContent(version: Int, known: Int)
    /// The stream's marks are laid out by rules of another version than this lab's.
    case otherMarks(version: Int, known: Int)
    /// The stream's pictures are described as something that this lab does not draw, such as `yuv444p full bt709`.
    case otherFormat(String)
    /// The stream plays a file, and nobody said where it is.
    case contentMissing
    /// The content file is another one than the streamer plays.
    case contentDiffers(path: String)
    /// The reference's and the pictures' sides have different ratios.
    case otherShape(picture: PixelSize, reference: PixelSize)
    /// A file's picture cannot be decoded; how many came before it.
    case pictureLost(path: String, after: Int)
    /// A reference's picture is damaged; how many came before it.
    case referenceDamaged(path: String, after: Int)
    /// The reference cannot be drawn.
    case drawing(DrawingError)
    /// A file cannot be read, or a picture not be converted.
    case media(MediaError)
    /// Scoring itself failed.
    case quality(QualityError)
    /// A picture that was to be kept cannot be written.
    case unwritable(path: String, reason: String)

    private var cause: (any LabError)? {
        switch self {
        case .drawing(let error): error
        case .media(let error): error
        case .quality(let error): error
        default: nil
        }
    }

    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .noSize: "the stream's description names no picture size"
        case .otherContent(let version, let known):
            "the stream's pictures are drawn by version \(version), and this lab knows version \(known)"
        case .otherMarks(let version, let known):
            "the stream's marks are laid out by version \(version), and this lab knows version \(known)"
        case .otherFormat(let format): "the stream's pictures are \(format), and this lab draws yuv420p limited bt709"
        case .contentMissing: "the stream plays a file, which scoring needs too"
        case .contentDiffers: "the content file is not the one that the streamer plays: their SHA-256 differ"
        case .otherShape(let picture, let reference):
            "pictures of \(picture) have another shape than the reference of \(reference)"
        case .pictureLost(_, let count):
            "a picture after the first \(count) cannot be decoded, and nothing tells the places of those behind it"
        case .referenceDamaged(_, let count): "the reference's picture after the first \(count) is damaged"
        case .unwritable(_, let reason): "cannot write the picture: \(reason)"
        case .drawing, .media, .quality: cause?.what ?? ""
        }
    }

    /// Where it went wrong; nil where ``what`` says it.
    public var place: String? {
        switch self {
        case .noSize, .otherContent, .otherMarks, .otherFormat, .contentMissing: "redrawing the reference"
        case .contentDiffers(let path), .unwritable(let path, _), .pictureLost(let path, _),
            .referenceDamaged(let path, _):
            path
        case .otherShape: nil
        case .drawing, .media, .quality: cause?.place
        }
    }

    /// What to do about it; nil where nothing is known to help.
    public var remedy: String? {
        switch self {
        case .noSize: "Name a whole description with --stream"
        case .otherContent, .otherMarks, .otherFormat: "Use the same version of streamer and receiver"
        case .contentMissing: "Name the file with --content"
        case .contentDiffers: "Name the very file that the streamer was given"
        case .otherShape: "Score a stream that is not cropped or stretched"
        case .pictureLost, .referenceDamaged: "Score a whole file"
        case .unwritable: "Name a folder that can be written to"
        case .drawing, .media, .quality: cause?.remedy
        }
    }
}
