import LabModel

/// The metadata of an EC2 instance, version 2 alone: the older one gives credentials to whoever can make a server fetch an
/// address.
struct InstanceCredentials: CredentialSource {
    let environment: [String: String]
    let transport: any AWSTransport
    let name = "the EC2 instance's metadata"

    private static let limits = TransportLimits(time: .seconds(1), body: ByteCount(64 << 10))
    private static let roles = "/latest/meta-data/iam/security-credentials/"

    func credentials() async throws(AWSError) -> AWSCredentials? {
        guard environment["AWS_EC2_METADATA_DISABLED"]?.lowercased() != "true" else { return nil }
        let address = environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"].flatMap { $0.isEmpty ? nil : $0 }
        guard let endpoint = ServiceEndpoint.custom(address ?? "http://169.254.169.254") else {
            throw .badEndpoint(source: "AWS_EC2_METADATA_SERVICE_ENDPOINT", reason: "it is no http address")
        }
        guard let token = try await token(endpoint) else { return nil }
        let list = try await get(Self.roles, endpoint, token)
        guard list.status != 404 else { return nil }
        guard list.status == 200 else {
            throw .badCredentials(source: name, reason: "it answered \(list.status)")
        }
        let names = String(decoding: list.body, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let role = names.first else { return nil }
        let document = try await get(Self.roles + URIText.encoded(String(role)), endpoint, token)
        guard document.status == 200 else {
            throw .badCredentials(source: name, reason: "it answered \(document.status) for its role")
        }
        return try CredentialDocument.read(document.body, source: name)
    }

    /// What each question needs; nil where there is no such service, as on all other machines.
    private func token(_ endpoint: ServiceEndpoint) async throws(AWSError) -> String? {
        var call = AWSCall(method: "PUT", endpoint: endpoint, path: endpoint.path + "/latest/api/token")
        call.headers = [AWSCall.Field("x-aws-ec2-metadata-token-ttl-seconds", "21600")]
        let answer: AWSAnswer
        do {
            answer = try await transport.send(call, limits: Self.limits, sink: nil)
        } catch .cancelled {
            throw .cancelled
        } catch {
            return nil
        }
        guard answer.status == 200 else { return nil }
        let token = String(decoding: answer.body, as: UTF8.self)
        return token.isEmpty || token.contains(where: \.isNewline) ? nil : token
    }

    private func get(_ path: String, _ endpoint: ServiceEndpoint, _ token: String) async throws(AWSError) -> AWSAnswer {
        var call = AWSCall(method: "GET", endpoint: endpoint, path: endpoint.path + path)
        call.headers = [AWSCall.Field("x-aws-ec2-metadata-token", token)]
        do {
            return try await transport.send(call, limits: Self.limits, sink: nil)
        } catch .cancelled {
            throw .cancelled
        } catch {
            throw .badCredentials(source: name, reason: "it does not answer")
        }
    }
}
