/// What a refusal means for whoever asked.
public enum RefusalKind: String, CaseIterable, Sendable {
    /// The credentials are known, but may not do this.
    case denied
    /// The credentials are over.
    case expired
    /// AWS does not know the access key, or it is switched off.
    case unknownKey
    /// The secret does not belong to the access key, or the request was changed on its way.
    case wrongSignature
    /// This machine's clock, or the request's age, is too far from AWS's.
    case clockSkew
    /// Too many requests.
    case throttled
    /// The service failed, and may not the next time.
    case unavailable
    /// There is no room, for now.
    case noCapacity
    /// What was named does not exist.
    case notFound
    /// It is in another region.
    case wrongRegion
    /// What was to be changed is not as the request expects it.
    case precondition
    /// Anything else: the request was wrong.
    case invalid

    /// Judges a refusal by its code first, its status last.
    public init(code: String, status: Int, message: String) {
        let word = Self.plain(code)
        if let said = Self.sayings.first(where: { message.contains($0.words) && ($0.codes?.contains(word) ?? true) }) {
            self = said.kind
        } else if let kind = Self.byCode[word] {
            self = kind
        } else if let kind = Self.byEnding.first(where: { word.hasSuffix($0.ending) })?.kind {
            self = kind
        } else {
            self = Self.of(status: status)
        }
    }

    /// Words of messages that say more than the code; of these codes alone, nil for all.
    private static let sayings: [(words: String, codes: [String]?, kind: RefusalKind)] = [
        ("Signature expired", nil, .clockSkew), ("not yet current", nil, .clockSkew),
        ("Request has expired", nil, .expired), ("Request limit exceeded", nil, .throttled),
        ("Rate exceeded", nil, .throttled), ("Capacity is unavailable", nil, .noCapacity),
        ("reached the limit on the number of", nil, .noCapacity),
        ("does not exist", ["invalidparametervalue", "validationerror"], .notFound),
        ("not found", ["client", "invalidparameter"], .notFound),
        ("Unable to describe task definition", ["client"], .notFound),
    ]

    /// Whether the same request may be answered a moment later.
    public var isPassing: Bool {
        self == .throttled || self == .unavailable
    }

    /// `com.amazonaws.ecs#ThrottlingException:` and `ThrottlingException` are the same word.
    private static func plain(_ code: String) -> String {
        let end = code.split(separator: "#").last ?? ""
        let word = end.prefix { $0 != ":" }.lowercased()
        return word.hasSuffix("exception") ? String(word.dropLast("exception".count)) : word
    }

    private static func of(status: Int) -> RefusalKind {
        switch status {
        case 401, 403: .denied
        case 404, 410: .notFound
        case 304, 409, 412: .precondition
        case 429: .throttled
        case 408, 500, 502...504: .unavailable
        default: .invalid
        }
    }

    private static let byCode: [String: RefusalKind] = {
        var kinds: [String: RefusalKind] = [:]
        for (kind, words) in words {
            for word in words {
                kinds[word] = kind
            }
        }
        return kinds
    }()

    private static let words: [RefusalKind: [String]] = [
        .denied: ["accessdenied", "unauthorizedoperation", "optinrequired", "allaccessdisabled"],
        .expired: ["expiredtoken", "requestexpired", "tokenrefreshrequired"],
        .unknownKey: [
            "invalidaccesskeyid", "unrecognizedclient", "invalidclienttokenid", "invalidtoken", "authfailure",
        ],
        .wrongSignature: ["signaturedoesnotmatch", "invalidsignature", "incompletesignature"],
        .clockSkew: ["requesttimetooskewed", "requestinthefuture"],
        .throttled: [
            "throttling", "throttled", "requestthrottled", "toomanyrequests", "provisionedthroughputexceeded",
            "requestlimitexceeded", "bandwidthlimitexceeded", "slowdown", "priorrequestnotcomplete", "ec2throttled",
            "transactioninprogress",
        ],
        .unavailable: [
            "internalerror", "internalfailure", "serviceunavailable", "server", "requesttimeout", "unavailable",
        ],
        .wrongRegion: ["permanentredirect", "temporaryredirect", "authorizationheadermalformed", "redirect"],
        .noCapacity: ["capacity", "insufficientcapacity", "resource:cpu", "resource:memory"],
        .precondition: ["preconditionfailed", "conditionalrequestconflict", "conflict", "notmodified"],
    ]

    private static let byEnding: [(ending: String, kind: RefusalKind)] = [
        ("notfound", .notFound), ("doesnotexist", .notFound), ("nonexistentqueue", .notFound),
        ("nosuchkey", .notFound), ("nosuchbucket", .notFound), ("nosuchupload", .notFound), ("nosuchentity", .notFound),
    ]
}
