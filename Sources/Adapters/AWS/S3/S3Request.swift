import LabModel

/// A request to S3, before it is signed.
struct S3Request: Sendable {
    var operation: AWSOperation
    var method: String
    var place: S3Place
    var query: [(String, String)] = []
    /// By lower-case names.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    var limit = ByteCount(16 << 20)
    /// Who takes the body of an answer of success.
    var sink: (any BodySink)?

    /// The slowest line that is waited for, in bytes a second.
    static let slowest = 50_000.0

    /// How long its bytes may take on a slow line, besides the usual time.
    var patience: Latency {
        let expected = operation == .getObject && sink == nil ? limit.bytes : 0
        return .seconds(Double(body.count + expected) / Self.slowest)
    }

    init(_ operation: AWSOperation, _ method: String, _ place: S3Place) {
        self.operation = operation
        self.method = method
        self.place = place
    }

    /// The request with its address.
    ///
    /// At AWS's own addresses the bucket is part of the host, at others of the path; a name with full stops would not
    /// match the certificate, and stays in the path too.
    func call(_ endpoints: EndpointRules) throws(AWSError) -> AWSCall {
        guard Self.isBucket(place.bucket) else {
            throw .badArgument(operation: operation, reason: "\(place.bucket.prefix(80)) is no name of a bucket")
        }
        guard place.key.utf8.count <= 1_024 else {
            throw .badArgument(operation: operation, reason: "the object's name is longer than 1024 bytes")
        }
        var endpoint = endpoints.endpoint(of: .s3)
        let key = URIText.encoded(place.key, keepingSlash: true)
        var path = "\(endpoint.path)/\(key)"
        if endpoint.isOfAWS, !place.bucket.contains(".") {
            endpoint.host = "\(place.bucket).\(endpoint.host)"
        } else {
            path = "\(endpoint.path)/\(place.bucket)" + (place.key.isEmpty ? "" : "/\(key)")
        }
        var call = AWSCall(method: method, endpoint: endpoint, path: path)
        call.query = query.map { AWSCall.Field($0.0, $0.1) }
        call.headers = headers.sorted { $0.key < $1.key }.map { AWSCall.Field($0.key, $0.value) }
        call.body = body
        return call
    }

    /// Lower-case letters, digits, `-` and `.`, from 3 to 63; `_` and capitals only old buckets have, and nobody else.
    static func isBucket(_ name: String) -> Bool {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
                UInt8(ascii: "."):
                true
            default: false
            }
        }
        let ends = [name.first, name.last].allSatisfy { $0 != "-" && $0 != "." }
        return allowed && ends && (3...63).contains(name.utf8.count) && !name.contains("..")
    }
}
