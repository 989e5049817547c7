public import LabModel
public import Machine

/// What keeps a relay from being put into a stream's way.
public enum RelayError: LabError, Equatable {
    /// A link that cannot be, and why.
    case wrongLink(String, LinkFault)
    /// An address that no relay can be put before; the address is without secrets.
    case cannotRelay(address: String, RouteFault)
    /// A stream led to more servers than a link stands before; the number is the limit.
    case tooManyServers(limit: Int)
    /// The link was taken away already.
    case stopped
    /// A relay could not listen.
    case socket(SocketError)

    /// What went wrong.
    public var what: String {
        switch self {
        case .wrongLink(_, let fault): "this is no link: \(fault.text)"
        case .cannotRelay(_, let fault): "a link cannot be put before this address: \(fault.text)"
        case .tooManyServers(let limit): "a link stands before \(limit) servers at most"
        case .stopped: "the link was taken away"
        case .socket(let error): "the relay \(error.what)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .wrongLink(let text, _): "\"\(text)\""
        case .cannotRelay(let address, _): address
        case .tooManyServers, .stopped: nil
        case .socket(let error): error.place
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .wrongLink(_, let fault): fault.remedy
        case .cannotRelay(_, let fault): fault.remedy
        case .tooManyServers: "Leave --link out, or pin a variant whose media comes from fewer servers."
        case .stopped: nil
        case .socket(let error): error.remedy
        }
    }

    /// Wrong usage where a setting is at fault.
    public var exitStatus: ExitStatus {
        switch self {
        case .wrongLink, .cannotRelay: .usage
        case .tooManyServers, .stopped, .socket: .failed
        }
    }
}
