/// A request as both ends write it down before they sign it (AWS, "Create a canonical request").
struct CanonicalRequest: Hashable, Sendable {
    /// What is done to a path besides.
    struct PathRule: Hashable, Sendable {
        /// Whether empty, `.` and `..` parts are taken out.
        var normalizes: Bool
        /// Whether a path that is already encoded is encoded once more.
        var encodes: Bool

        /// S3's: the path as it goes over the wire.
        static let s3 = PathRule(normalizes: false, encodes: false)
        /// All other services'.
        static let others = PathRule(normalizes: true, encodes: true)
    }

    /// Headers that what stands between may change or take out; they are never signed.
    private static let unsigned: Set = ["authorization", "connection", "expect", "transfer-encoding", "user-agent"]

    /// The names of what is signed, in order, with `;` between.
    let signedHeaders: String
    /// The whole text.
    let text: String

    /// Writes a request down.
    /// - Parameters:
    ///   - call: the request.
    ///   - host: the header of this name.
    ///   - payload: the hash of its body, or what stands for that.
    ///   - rule: what is done to its path.
    init(_ call: AWSCall, host: String, payload: String, rule: PathRule) {
        var values: [String: [String]] = ["host": [host]]
        for header in call.headers where !Self.unsigned.contains(header.name) {
            values[header.name, default: []].append(Self.collapsed(header.value))
        }
        let names = values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        signedHeaders = names.joined(separator: ";")
        let headers = names.map { "\($0):\((values[$0] ?? []).joined(separator: ","))\n" }.joined()
        text = [
            call.method, Self.path(call.path, rule), Self.query(call.query), headers, signedHeaders, payload,
        ].joined(separator: "\n")
    }

    /// A path that begins with `/`.
    static func path(_ path: String, _ rule: PathRule) -> String {
        let plain = rule.normalizes ? URIText.normalized(path) : path.isEmpty ? "/" : path
        return rule.encodes ? URIText.encoded(plain, keepingSlash: true) : plain
    }

    /// Encoded pairs in the order of their bytes.
    static func query(_ fields: [AWSCall.Field]) -> String {
        let pairs = fields.map { (name: URIText.encoded($0.name), value: URIText.encoded($0.value)) }
        let sorted = pairs.sorted { first, second in
            first.name == second.name
                ? first.value.utf8.lexicographicallyPrecedes(second.value.utf8)
                : first.name.utf8.lexicographicallyPrecedes(second.name.utf8)
        }
        return sorted.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    }

    /// A value without blanks at its ends, and with one in place of several.
    static func collapsed(_ value: String) -> String {
        value.split { $0 == " " || $0 == "\t" || $0.isNewline }.joined(separator: " ")
    }
}
