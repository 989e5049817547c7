public import LabModel

/// What keeps the dashboard from starting, or a request from being answered.
public enum LabServerError: LabError, Hashable {
    /// Others than this machine could reach the dashboard, and it has no token.
    case openToOthers(host: String)
    /// The token's file cannot be read.
    case unreadableToken(path: String, reason: String)
    /// Others than its owner can read the token's file; the mode is as `ls` counts it, such as `644`.
    case exposedToken(path: String, mode: String)
    /// The token is shorter than 16 characters, longer than 1,000, or holds other than printable ASCII.
    case weakToken(path: String)
    /// Nothing is at this address.
    case noSuchPage(path: String)
    /// The address takes no such method.
    case wrongMethod(String, path: String)
    /// The request does not carry the token.
    case notSignedIn
    /// The request names a host that this is not.
    case wrongHost(String)
    /// A page of another origin sent the request.
    case wrongOrigin(String)
    /// A page of another site sent the request, and it is none to show.
    case otherSite
    /// A request that changes something does not carry the page's own token.
    case noPageToken
    /// A parameter is not what it should be.
    case badParameter(String, value: String, expected: String)
    /// The body is not what it should be.
    case badBody(reason: String)
    /// The body is of another media type.
    case wrongType(expected: String)
    /// The body is longer than the limit, in bytes.
    case tooLong(limit: Int)
    /// More requests wait than the server puts up with.
    case busy(what: String)
    /// As many measurements run as may be started from here.
    case measuring(limit: Int)
    /// No measurement of that number was started from here.
    case noSuchMeasurement(Int)
    /// The measurement could not be started.
    case notStarted(reason: String)
    /// Something that nobody foresaw.
    case broken

    /// What went wrong.
    public var what: String {
        switch self {
        case .openToOthers: "others could reach the dashboard without a token"
        case .unreadableToken(_, let reason): "cannot read the token: \(reason)"
        case .exposedToken(_, let mode): "the token's file can be read by others, its mode is \(mode)"
        case .weakToken: "the token is not 16 to 1000 printable characters on one line"
        case .noSuchPage: "there is nothing here"
        case .wrongMethod(let method, _): "this address takes no \(method)"
        case .notSignedIn: "the request carries no token, or a wrong one"
        case .wrongHost(let host): "this server is not '\(host)'"
        case .wrongOrigin(let origin): "a page of '\(origin)' may change nothing here"
        case .otherSite: "a page of another site may load nothing from here"
        case .noPageToken: "the request does not carry the page's own token"
        case .badParameter(_, let value, let expected): "'\(value)' is not \(expected)"
        case .badBody(let reason): "the request's body cannot be used: \(reason)"
        case .wrongType(let expected): "the request's body is not \(expected)"
        case .tooLong(let limit): "the request's body is longer than \(limit) bytes"
        case .busy(let what): "there are too many \(what) already"
        case .measuring(let limit): limit == 1 ? "a measurement runs already" : "\(limit) measurements run already"
        case .noSuchMeasurement(let number): "no measurement \(number) was started here"
        case .notStarted(let reason): "the measurement could not be started: \(reason)"
        case .broken: "the server failed"
        }
    }

    /// The address, file or parameter; nil where the text says it all.
    public var place: String? {
        switch self {
        case .openToOthers(let host): host
        case .unreadableToken(let path, _), .exposedToken(let path, _), .weakToken(let path): path
        case .noSuchPage(let path), .wrongMethod(_, let path): path
        case .badParameter(let name, _, _): name
        default: nil
        }
    }

    /// What helps.
    public var remedy: String? {
        switch self {
        case .openToOthers: "Name a file with a token with --token-file, or listen at 127.0.0.1."
        case .unreadableToken: "Write one with: (umask 077; openssl rand -hex 32 > FILE)"
        case .exposedToken(let path, _): "Keep it to yourself with: chmod 600 \(path)"
        case .weakToken: "Make one with: (umask 077; openssl rand -hex 32 > FILE)"
        case .noSuchPage: "/ lists the runs, /openapi.json the addresses of the API."
        case .wrongMethod: "/openapi.json says what each address takes."
        case .notSignedIn: "Sign in at /login, or send the header Authorization: Bearer TOKEN."
        case .wrongHost: "Open it by the address that 'glasslab serve' prints."
        case .wrongOrigin, .otherSite: "Open the dashboard itself and try again."
        case .noPageToken: "Load the page again; programs send the header X-CSRF-Token, which /api/session tells."
        case .badParameter, .badBody, .wrongType: "/openapi.json says what the address takes."
        case .tooLong: nil
        case .busy: "Try again in a few seconds."
        case .measuring: "Wait for its end, or stop it."
        case .noSuchMeasurement: "/api/measurements lists them."
        case .broken: "Its log says more."
        case .notStarted: "Run 'glasslab doctor' to see what is missing."
        }
    }

    /// Usage for what keeps the dashboard from starting, else failed.
    public var exitStatus: ExitStatus {
        switch self {
        case .openToOthers, .unreadableToken, .exposedToken, .weakToken: .usage
        case .busy, .measuring: .transient
        default: .failed
        }
    }
}
