public import LabModel

/// Why a mark cannot be drawn.
public enum MarkError: LabError, Hashable {
    /// The picture has no room for a mark whose cells survive: its size, and the least that does.
    case pictureTooSmall(PixelSize, least: PixelSize)
    /// The planes handed over are not of the size that the painter was made for.
    case wrongPictureSize(PixelSize, expected: PixelSize)
    /// The stamp lacks its number or its time, or the time lies before 1970.
    case incompleteStamp
    /// The QR library refused the text.
    case encoderFailed(errorNumber: Int32)

    /// What went wrong.
    public var what: String {
        switch self {
        case .pictureTooSmall(let size, let least):
            "a mark does not fit into a picture of \(size); the least size is \(least)"
        case .wrongPictureSize(let size, let expected):
            "the picture is \(size), and the marks were prepared for \(expected)"
        case .incompleteStamp:
            "a mark needs a frame number and a time from 1970 on"
        case .encoderFailed(let errorNumber):
            "the QR code cannot be made (error number \(errorNumber))"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .pictureTooSmall:
            "Choose a larger picture with --size"
        case .wrongPictureSize, .incompleteStamp:
            "This is a fault of the program: please report it"
        case .encoderFailed:
            "Check that libqrencode 4 is installed and that memory is left"
        }
    }

    /// Wrong usage where the size was chosen, else failed.
    public var exitStatus: ExitStatus {
        switch self {
        case .pictureTooSmall: .usage
        case .wrongPictureSize, .incompleteStamp, .encoderFailed: .failed
        }
    }
}
