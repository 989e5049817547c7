import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

/// What a failure of the network means, and how it is told.
struct FailureText {
    /// No connection ever stood.
    let isOfConnecting: Bool
    /// A connection that had stood was lost.
    let isLoss: Bool
    private let reason: String
    /// The error itself, where it is one of ours.
    private var own: WebError?

    init(_ error: any Error) {
        switch error {
        case let error as WebError:
            self.init(reason: error.what)
            own = error
        case let error as NIOConnectionError:
            self.init(reason: Self.text(of: error), isOfConnecting: true)
        case let error as HTTPClientError where error == .connectTimeout:
            self.init(reason: "nobody answered in time", isOfConnecting: true)
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            self.init(reason: "the server closed the connection", isLoss: true)
        case let error as HTTPParserError:
            let isEnd = error == .invalidEOFState
            self.init(reason: isEnd ? "the server closed the connection" : "\(error)")
        case let error as IOError:
            self.init(reason: Self.text(of: error), isOfConnecting: Self.isOfConnecting(error), isLoss: true)
        case is ChannelError:
            self.init(reason: "the connection was closed", isLoss: true)
        default:
            self.init(reason: "\(error)")
        }
    }

    func error(at address: String) -> WebError {
        if let own { return own }
        return isOfConnecting
            ? .cannotConnect(address: address, reason: reason) : .broken(address: address, reason: reason)
    }

    private init(reason: String, isOfConnecting: Bool = false, isLoss: Bool = false) {
        self.reason = reason
        self.isOfConnecting = isOfConnecting
        self.isLoss = isLoss && !isOfConnecting
    }

    private static func text(of error: NIOConnectionError) -> String {
        let first = error.connectionErrors.first?.error
        return first.map { ($0 as? IOError).map(text) ?? "\($0)" } ?? "its name leads nowhere"
    }

    private static func text(of error: IOError) -> String {
        String(cString: strerror(error.errnoCode))
    }

    private static func isOfConnecting(_ error: IOError) -> Bool {
        [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ETIMEDOUT, EADDRNOTAVAIL, EACCES].contains(error.errnoCode)
    }
}
