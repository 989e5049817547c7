public import LabModel

/// Why something could not be fetched; addresses come without user names, passwords and query values.
public enum WebError: LabError, Hashable {
    /// The address cannot be read, or is no http or https address.
    case notWeb(address: String)
    /// The host's name leads to no address; `reason` is the system's text.
    case nameUnknown(host: String, reason: String)
    /// The host's address is none of the public ones, and nobody allowed it.
    case notAllowed(address: String, host: String, reached: String)
    /// No connection; `reason` is the system's text.
    case cannotConnect(address: String, reason: String)
    /// The server answered with another status than success.
    case refusedByServer(address: String, status: Int)
    /// Redirects led back to an address of their own chain.
    case redirectLoop(address: String)
    /// More redirects than are followed.
    case tooManyRedirects(address: String, limit: Int)
    /// A redirect that names no address.
    case redirectToNowhere(address: String)
    /// More bytes than are taken.
    case tooLong(address: String, limit: Int)
    /// The server sends something else than what was wanted; `type` is what the server calls it.
    case wrongType(address: String, type: String, wanted: String)
    /// The body is compressed, though nobody asked for that.
    case compressed(address: String, coding: String)
    /// Nothing came within the limit, which is given in seconds; `doing` such as `waiting for an answer`.
    case timedOut(address: String, doing: String, seconds: Double)
    /// The answer was not whole within the limit, which is given in seconds.
    case tooSlow(address: String, seconds: Double)
    /// The connection was lost, or what came is no HTTP.
    case broken(address: String, reason: String)
    /// More hosts than one stream needs.
    case tooManyHosts(limit: Int)
    /// Somebody asked to stop.
    case cancelled

    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .notWeb: "this is no http or https address"
        case .nameUnknown(_, let reason): "the host's name leads to no address: \(reason)"
        case .notAllowed(_, let host, let reached):
            host == reached
                ? "\(host) is not a public address" : "\(host) leads to \(reached), which is not a public address"
        case .cannotConnect(_, let reason): "cannot connect: \(reason)"
        case .refusedByServer(_, let status): "the server answered \(status)"
        case .redirectLoop: "the server redirects in a circle"
        case .tooManyRedirects(_, let limit): "the server redirects more than \(limit) times"
        case .redirectToNowhere: "the server redirects to nowhere"
        case .tooLong(_, let limit): "the answer is longer than \(limit) bytes"
        case .wrongType(_, let type, let wanted): "the server sends \(type) instead of \(wanted)"
        case .compressed(_, let coding): "the answer is compressed (\(coding)), which was not asked for"
        case .timedOut(_, let doing, let seconds): "nothing came for \(Self.text(seconds)) s while \(doing)"
        case .tooSlow(_, let seconds): "the answer was not whole after \(Self.text(seconds)) s"
        case .broken(_, let reason): "the answer broke off: \(reason)"
        case .tooManyHosts(let limit): "the stream names more than \(limit) hosts"
        case .cancelled: "cancelled"
        }
    }

    /// The address; nil where the error has none.
    public var place: String? {
        switch self {
        case .notWeb(let address), .notAllowed(let address, _, _), .cannotConnect(let address, _),
            .refusedByServer(let address, _), .redirectLoop(let address), .tooManyRedirects(let address, _),
            .redirectToNowhere(let address), .tooLong(let address, _), .wrongType(let address, _, _),
            .compressed(let address, _),
            .timedOut(let address, _, _), .tooSlow(let address, _), .broken(let address, _):
            address
        case .nameUnknown(let host, _): host
        case .tooManyHosts, .cancelled: nil
        }
    }

    /// What to do next; nil where nothing is known to help.
    public var remedy: String? {
        switch self {
        case .notWeb: "Only http and https are fetched; name the stream by its own address"
        case .nameUnknown: "Check the host's name"
        case .notAllowed(_, let host, _): "Use --allow \(host) if that is meant"
        case .cannotConnect: "Check that the address is right and that the server is running"
        case .refusedByServer: "Check the address's path and what the server allows"
        case .redirectLoop, .tooManyRedirects, .redirectToNowhere: "Give the address that the redirects should lead to"
        case .tooLong: "Check that the address is the one that was meant"
        case .wrongType: "Check the address, and that the server knows the type of its files"
        case .compressed: "Let the server send media and playlists as they are"
        case .timedOut, .tooSlow: "Check that the sender is sending, or allow more time"
        case .broken: "Check the connection and try again"
        case .tooManyHosts: "Check the playlist: one stream needs few hosts"
        case .cancelled: nil
        }
    }

    private static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? "\(Int(seconds))" : "\(seconds)"
    }
}
