import LabModel

/// What a signature is for: a day, a region and a service.
struct SigningScope: Hashable, Sendable {
    /// The instant, such as `20150830T123600Z`.
    let instant: String
    let region: String
    let service: String

    static let algorithm = "AWS4-HMAC-SHA256"

    init(at time: WallTime, region: String, service: String) {
        instant = time.compactISO8601
        self.region = region
        self.service = service
    }

    /// Such as `20150830/us-east-1/service/aws4_request`.
    var text: String {
        "\(day)/\(region)/\(service)/aws4_request"
    }

    private var day: String {
        String(instant.prefix(8))
    }

    /// The key that a secret gives for this scope alone.
    func key(of secret: String) -> [UInt8] {
        [day, region, service, "aws4_request"].reduce(Array("AWS4\(secret)".utf8)) { key, part in
            Digest.hmac(part, key: key)
        }
    }

    /// What is signed of a canonical request.
    func stringToSign(_ canonical: String) -> String {
        [Self.algorithm, instant, text, Digest.sha256(Array(canonical.utf8))].joined(separator: "\n")
    }
}
