/// What a sample counts as: exactly one of these.
enum PictureClass: UInt8 {
    /// The first picture of a frame of the measured stretch.
    case fresh
    /// A frame seen before, but not just before.
    case duplicated
    /// The frame of the picture just before.
    case repeated
    /// A frame stamped before join.
    case backlog
    /// A picture whose mark could not be read, and which explains no missing number.
    case unreadable
    /// A picture whose mark could not be read, and which explains a missing number.
    case filled
    /// An access unit that gave no picture.
    case noPicture
    /// Outside the measured stretch: stamped at or after its end. Counts nowhere.
    case after

    /// Whether it is a picture of the measured stretch or of the backlog.
    var countsAsDecoded: Bool {
        switch self {
        case .fresh, .duplicated, .repeated, .backlog, .unreadable, .filled: true
        case .noPicture, .after: false
        }
    }

    /// Whether its mark was read and counts.
    var isCountedMark: Bool {
        switch self {
        case .fresh, .duplicated, .repeated, .backlog: true
        case .unreadable, .filled, .noPicture, .after: false
        }
    }

    /// Whether the picture shows something that no picture before it showed.
    var isNewPicture: Bool {
        self == .fresh || self == .filled
    }
}
