public import LabModel

/// What keeps a stream server from running.
public enum StreamHTTPError: LabError, Hashable {
    /// Another process listens at the address.
    case portInUse(host: String, port: Int)
    /// The port needs rights that the process lacks.
    case portForbidden(host: String, port: Int)
    /// The address is none of this machine's, or cannot be looked up.
    case badAddress(host: String, port: Int, reason: String)
    /// Anything else, in the system's words.
    case cannotServe(host: String, port: Int, reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .portInUse(_, let port):
            "port \(port) is in use by another process"
        case .portForbidden(_, let port):
            "port \(port) may not be opened by this user"
        case .badAddress(_, _, let reason):
            "cannot listen at this address: \(reason)"
        case .cannotServe(_, _, let reason):
            "the HTTP server stopped: \(reason)"
        }
    }

    /// The address, as `host:port`.
    public var place: String? {
        switch self {
        case .portInUse(let host, let port), .portForbidden(let host, let port),
            .badAddress(let host, let port, _), .cannotServe(let host, let port, _):
            "\(host):\(port)"
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .portInUse:
            "Choose another one with --port, or let the system choose with --port 0."
        case .portForbidden:
            "Choose a port of 1024 or above with --port."
        case .badAddress:
            "Give one of this machine's addresses with --host, or 0.0.0.0 for all of them."
        case .cannotServe:
            nil
        }
    }
}
