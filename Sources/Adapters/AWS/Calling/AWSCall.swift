/// A request to a service before it is signed.
struct AWSCall: Hashable, Sendable {
    /// A header or a part of a query.
    struct Field: Hashable, Sendable {
        var name: String
        var value: String

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    var method: String
    var endpoint: ServiceEndpoint
    /// As it goes over the wire, percent-encoded; begins with `/`.
    var path: String
    /// Not encoded.
    var query: [Field] = []
    /// By lower-case names, without `host`.
    var headers: [Field] = []
    var body: [UInt8] = []

    init(method: String, endpoint: ServiceEndpoint, path: String) {
        self.method = method
        self.endpoint = endpoint
        self.path = path
    }

    /// The whole address.
    var url: String {
        let pairs = query.map { "\(URIText.encoded($0.name))=\(URIText.encoded($0.value))" }
        return "\(endpoint.scheme)://\(endpoint.authority)\(path)" + (pairs.isEmpty ? "" : "?")
            + pairs.joined(separator: "&")
    }
}

/// An answer of a service.
struct AWSAnswer: Hashable, Sendable {
    var status: Int
    /// By lower-case names, in the order in which they came.
    var headers: [AWSCall.Field]
    var body: [UInt8]

    /// The first header of a name.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// What AWS finds the request by.
    var requestID: String? {
        header("x-amzn-requestid") ?? header("x-amz-request-id") ?? header("x-amz-id-2")
    }
}
