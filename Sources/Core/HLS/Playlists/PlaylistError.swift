public import LabModel

/// Why a text is no playlist that can be used, or an address in it is none that is followed.
public enum PlaylistError: LabError, Equatable, Hashable {
    /// The first line is not `#EXTM3U`.
    case notAPlaylist(line: Int)
    /// Bytes that are no UTF-8.
    case notText(line: Int)
    /// There is more of something than the limit.
    case tooMuch(of: String, limit: Int, line: Int)
    /// A tag's value, or one of its attributes, is not what the tag needs.
    case badValue(tag: String, value: String, needs: String, line: Int)
    /// A tag lacks an attribute.
    case missingAttribute(String, tag: String, line: Int)
    /// Something stands where it must not.
    case misplaced(String, line: Int)
    /// Segments, and no target duration.
    case noTargetDuration
    /// No variant that could be played.
    case noVariants
    /// None of the asked size; the sizes that there are.
    case noSuchSize(String, there: [String])
    /// Something that the lab cannot use, such as encryption.
    case unsupported(String, line: Int)
    /// A variant's playlist is one of variants again.
    case nested
    /// A delta update leaves out what was never loaded.
    case updateWithoutBase
    /// An address that is none.
    case badAddress(String)
    /// An address of a scheme that is not followed.
    case forbiddenScheme(String)

    /// What is wrong.
    public var what: String {
        switch self {
        case .notAPlaylist: "the playlist does not begin with #EXTM3U"
        case .notText: "the playlist is not UTF-8"
        case .tooMuch(let kind, let limit, _): "the playlist has more than \(limit) \(kind)"
        case .badValue(let tag, let value, _, _): "\(tag) cannot be \"\(value)\""
        case .missingAttribute(let name, let tag, _): "\(tag) has no \(name)"
        case .misplaced(let text, _): text
        case .noTargetDuration: "the playlist has no EXT-X-TARGETDURATION"
        case .noVariants: "the playlist names no variant with pictures"
        case .noSuchSize(let size, _): "no variant has the size \(size)"
        case .unsupported(let text, _): "\(text) is not supported"
        case .nested: "a variant's playlist names variants again"
        case .updateWithoutBase: "the playlist leaves out segments that were never loaded"
        case .badAddress(let text): "\"\(text)\" is no address"
        case .forbiddenScheme(let scheme): "the playlist leads to an address of the scheme \(scheme)"
        }
    }

    /// The line at fault; nil where it is none.
    public var place: String? {
        switch self {
        case .notAPlaylist(let line), .notText(let line), .tooMuch(_, _, let line), .badValue(_, _, _, let line),
            .missingAttribute(_, _, let line), .misplaced(_, let line), .unsupported(_, let line):
            "line \(line)"
        case .noTargetDuration, .noVariants, .noSuchSize, .nested, .updateWithoutBase, .badAddress, .forbiddenScheme:
            nil
        }
    }

    /// What to do about it.
    public var remedy: String? {
        switch self {
        case .notAPlaylist: "Check that the address is that of an HLS playlist and needs no login."
        case .notText: "Check that the server sends the playlist as it is, neither packed twice nor cut."
        case .tooMuch: "Let the server list less of it."
        case .badValue(_, _, let needs, _): "It needs \(needs)."
        case .missingAttribute, .noTargetDuration, .updateWithoutBase:
            "Correct the server: RFC 8216bis requires it."
        case .misplaced: "Correct the server: RFC 8216bis forbids it."
        case .noVariants: "Check what the encoder sends to the server."
        case .noSuchSize(_, let there): "There are \(there.joined(separator: ", "))."
        case .unsupported: "Let the server send the stream without it."
        case .nested: "Use the address of the inner playlist."
        case .badAddress: "Check what the server writes into the playlist."
        case .forbiddenScheme: "Only http and https are followed."
        }
    }
}
