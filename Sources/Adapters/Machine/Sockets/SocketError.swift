public import LabModel

/// Why a socket could not be had or used.
public enum SocketError: LabError, Equatable {
    /// Nothing can listen there.
    case cannotListen(address: String, reason: String)
    /// Nobody answers there, or not in time.
    case cannotConnect(address: String, reason: String)
    /// A connection broke.
    case broken(reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .cannotListen(_, let reason): "cannot listen: \(reason)"
        case .cannotConnect(_, let reason): "cannot connect: \(reason)"
        case .broken(let reason): "the connection broke: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .cannotListen(let address, _), .cannotConnect(let address, _): address
        case .broken: nil
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .cannotListen: "Choose another port, or let the system choose one."
        case .cannotConnect: "Check that the server runs and that the address is right."
        case .broken: nil
        }
    }
}
