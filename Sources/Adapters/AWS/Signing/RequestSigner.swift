import LabModel

/// Signs requests by Signature Version 4; pure: the same request, instant and credentials give the same signature.
struct RequestSigner: Hashable, Sendable {
    /// How the body is signed.
    enum Payload: Hashable, Sendable {
        /// By its hash.
        case hashed
        /// Not at all: TLS alone keeps it, and S3 alone takes it.
        case unsigned

        /// What a canonical request ends with.
        func text(of body: [UInt8]) -> String {
            switch self {
            case .hashed: Digest.sha256(body)
            case .unsigned: "UNSIGNED-PAYLOAD"
            }
        }
    }

    var credentials: AWSCredentials
    var region: String
    /// By the name that signatures use.
    var service: String
    var rule: CanonicalRequest.PathRule

    init(_ credentials: AWSCredentials, region: String, service: String) {
        self.credentials = credentials
        self.region = region
        self.service = service
        rule = service == AWSService.s3.rawValue ? .s3 : .others
    }

    private var isOfS3: Bool {
        service == AWSService.s3.rawValue
    }

    /// A request with the headers that prove who sends it.
    func signed(_ call: AWSCall, payload: Payload = .hashed, at now: WallTime) -> AWSCall {
        let scope = SigningScope(at: now, region: region, service: service)
        let hash = payload.text(of: call.body)
        var call = call
        call.headers.append(AWSCall.Field("x-amz-date", scope.instant))
        if isOfS3 {
            call.headers.append(AWSCall.Field("x-amz-content-sha256", hash))
        }
        if let token = credentials.sessionToken {
            call.headers.append(AWSCall.Field("x-amz-security-token", token))
        }
        let canonical = CanonicalRequest(call, host: call.endpoint.authority, payload: hash, rule: rule)
        let parts = [
            "Credential=\(credentials.accessKeyID)/\(scope.text)", "SignedHeaders=\(canonical.signedHeaders)",
            "Signature=\(signature(of: canonical, scope))",
        ]
        call.headers.append(
            AWSCall.Field("authorization", "\(SigningScope.algorithm) \(parts.joined(separator: ", "))")
        )
        return call
    }

    /// The address that proves by itself who made it, for as many seconds.
    func presigned(_ call: AWSCall, seconds: Int, at now: WallTime) -> String {
        let scope = SigningScope(at: now, region: region, service: service)
        let hash = (isOfS3 ? Payload.unsigned : .hashed).text(of: call.body)
        var call = call
        let names = Set(call.headers.map(\.name)).union(["host"])
        call.query += [
            AWSCall.Field("X-Amz-Algorithm", SigningScope.algorithm),
            AWSCall.Field("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope.text)"),
            AWSCall.Field("X-Amz-Date", scope.instant), AWSCall.Field("X-Amz-Expires", "\(seconds)"),
            AWSCall.Field(
                "X-Amz-SignedHeaders",
                names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ";")
            ),
        ]
        if let token = credentials.sessionToken {
            call.query.append(AWSCall.Field("X-Amz-Security-Token", token))
        }
        let canonical = CanonicalRequest(call, host: call.endpoint.authority, payload: hash, rule: rule)
        call.query.append(AWSCall.Field("X-Amz-Signature", signature(of: canonical, scope)))
        return call.url
    }

    private func signature(of canonical: CanonicalRequest, _ scope: SigningScope) -> String {
        let key = scope.key(of: credentials.secretAccessKey)
        return Digest.hexadecimal(Digest.hmac(scope.stringToSign(canonical.text), key: key))
    }
}
