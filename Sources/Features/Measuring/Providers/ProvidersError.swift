public import LabModel

/// What is wrong with providers: with their file, with what was asked of it, or with what it asks for.
public enum ProvidersError: LabError, Equatable {
    /// The file cannot be read.
    case unreadable(path: String, reason: String)
    /// The file is neither YAML nor JSON.
    case malformed(SourcePlace, problem: String)
    /// The file goes beyond a limit.
    case limit(SourcePlace, what: String, remedy: String)
    /// Something is not what it has to be.
    case wrongType(SourcePlace, field: String, expected: String)
    /// A key that nobody knows.
    case unknownKey(SourcePlace, key: String, known: [String])
    /// Something that has to be there is not.
    case missing(SourcePlace, field: String)
    /// A name that no provider can have.
    case badName(SourcePlace, name: String)
    /// Two providers have one name.
    case duplicate(SourcePlace, name: String, first: SourcePlace?)
    /// Something is no address that can be used there; the address itself may hold a secret and is not told.
    case badURL(SourcePlace, field: String, problem: String)
    /// A reference to a secret is none.
    case badReference(SourcePlace, problem: String)
    /// A secret is not in the environment.
    case missingSecret(SourcePlace, key: String)
    /// A secret cannot stand in an address.
    case unusableSecret(SourcePlace, key: String, problem: String)
    /// No provider has that name.
    case unknown(name: String, known: [String])
    /// A provider was named twice.
    case namedTwice(String)
    /// More providers were named than are measured at once.
    case tooMany(count: Int, limit: Int)
    /// What the built-in RTMP server needs is not on this machine.
    case noNginx(missing: String)
    /// The built-in RTMP server did not come to serve.
    case nginxFailed(reason: String)

    /// What went wrong.
    public var what: String {
        switch self {
        case .unreadable(_, let reason): "cannot read the providers: \(reason)"
        case .malformed(_, let problem): "neither YAML nor JSON: \(problem)"
        case .limit(_, let what, _): what
        case .wrongType(_, let field, let expected): "\(field) is not \(expected)"
        case .unknownKey(_, let key, _): "unknown key \"\(key)\""
        case .missing(_, let field): "\(field) is missing"
        case .badName(_, let name): "\"\(name)\" is not a provider's name"
        case .duplicate(_, let name, nil): "\"\(name)\" is built in"
        case .duplicate(_, let name, _?): "a second provider is called \"\(name)\""
        case .badURL(_, let field, let problem): "\(field) is no address that can be used: \(problem)"
        case .badReference(_, let problem): "a $ names no secret: \(problem)"
        case .missingSecret(_, let key): "the environment has no value for ${\(key)}"
        case .unusableSecret(_, let key, let problem): "the value of ${\(key)} cannot stand in an address: \(problem)"
        case .unknown(let name, _): "there is no provider \"\(name)\""
        case .namedTwice(let name): "the provider \"\(name)\" is named twice"
        case .tooMany(let count, let limit): "\(count) providers are more than the \(limit) that are measured at once"
        case .noNginx(let missing): "nginx-rtmp is not on this machine: there is no \(missing)"
        case .nginxFailed(let reason): "the private nginx did not come to serve: \(reason)"
        }
    }

    /// Where.
    public var place: String? {
        switch self {
        case .unreadable(let path, _): path
        case .malformed(let place, _), .limit(let place, _, _), .wrongType(let place, _, _),
            .unknownKey(let place, _, _), .missing(let place, _), .badName(let place, _), .duplicate(let place, _, _),
            .badURL(let place, _, _), .badReference(let place, _), .missingSecret(let place, _),
            .unusableSecret(let place, _, _):
            "\(place)"
        case .unknown, .namedTwice, .tooMany, .noNginx, .nginxFailed: nil
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .unreadable: "Name another file with --providers."
        case .malformed: "docs/formats.md shows what a file of providers looks like."
        case .limit(_, _, let remedy): remedy
        case .wrongType: "See docs/formats.md."
        case .unknownKey(_, _, let known): "Known are \(known.joined(separator: ", "))."
        case .missing: "Add it."
        case .badName: "Take 1 to 64 letters, digits, dots, underscores and hyphens."
        case .duplicate(_, _, nil): "Choose another name."
        case .duplicate(_, _, let first?): "The first stands in line \(first.line): choose another name."
        case .badURL: "Write it as docs/formats.md shows."
        case .badReference: "Write ${KEY} for a variable of the environment, and $$ for a $."
        case .missingSecret(_, let key): "Set it: export \(key)=…"
        case .unusableSecret: "Percent-encode what is no letter, digit or one of -._~."
        case .unknown(_, let known): "There are \(known.joined(separator: ", ")); more come from a file: --providers."
        case .namedTwice: "Name each once."
        case .tooMany: "Name fewer."
        case .noNginx: "Install it: apt-get install nginx libnginx-mod-rtmp."
        case .nginxFailed: "Look whether `nginx -V` works, or measure another provider."
        }
    }

    /// Wrong usage, but for what the machine lacks.
    public var exitStatus: ExitStatus {
        switch self {
        case .noNginx, .nginxFailed: .failed
        default: .usage
        }
    }
}
