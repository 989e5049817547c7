/// Why a picture's mark could not be read.
public enum UnreadableCause: String, Sendable, CaseIterable, Codable {
    /// No code of any kind was found in the picture.
    case noCode = "no_code"
    /// Something that looks like a mark was found, and its checksum or its text is wrong.
    case crc
    /// The picture holds parts of two frames: its copies of the mark disagree.
    case torn
    /// The mark is whole, and what it says cannot be: far from its neighbours in time, and not confirmed.
    case implausible
}
