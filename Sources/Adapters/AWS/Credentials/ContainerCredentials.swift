import Foundation
import LabModel

/// The endpoint that ECS, EKS and others put beside a container.
struct ContainerCredentials: CredentialSource {
    /// Where ECS has it.
    static let taskHost = "http://169.254.170.2"
    /// Hosts that may be asked without TLS, besides this machine itself: those of ECS and EKS.
    private static let trusted: Set = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "[::1]"]

    let environment: [String: String]
    let transport: any AWSTransport
    let name = "the container's endpoint"

    func credentials() async throws(AWSError) -> AWSCredentials? {
        guard let address = try address() else { return nil }
        guard let call = LocalCall.get(address, headers: try headers()) else {
            throw .badCredentials(source: name, reason: "its address cannot be read")
        }
        let host = call.endpoint.host
        guard call.endpoint.scheme == "https" || Self.isTrusted(host) else {
            throw .badCredentials(source: name, reason: "\(host) is asked by https only")
        }
        let answer: AWSAnswer
        do {
            answer = try await transport.send(call, limits: LocalCall.limits, sink: nil)
        } catch .cancelled {
            throw .cancelled
        } catch {
            throw .badCredentials(source: name, reason: "it does not answer")
        }
        guard answer.status == 200 else {
            throw .badCredentials(source: name, reason: "it answered \(answer.status)")
        }
        return try CredentialDocument.read(answer.body, source: name)
    }

    /// Whether the host is this machine or what ECS and EKS put beside it; a name that only begins like one is not.
    private static func isTrusted(_ host: String) -> Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        return isLoopback || trusted.contains(host)
    }

    private func address() throws(AWSError) -> String? {
        if let path = environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], !path.isEmpty {
            guard path.hasPrefix("/") else {
                throw .badCredentials(source: name, reason: "its path does not begin with /")
            }
            return Self.taskHost + path
        }
        return environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"].flatMap { $0.isEmpty ? nil : $0 }
    }

    private func headers() throws(AWSError) -> [AWSCall.Field] {
        var token = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        if let path = environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"], !path.isEmpty {
            guard let handle = FileHandle(forReadingAtPath: path), let bytes = try? handle.read(upToCount: 16 << 10)
            else { throw .badLocalFile(path: path, reason: "it cannot be read") }
            token = String(decoding: bytes, as: UTF8.self)
        }
        guard let token, !token.isEmpty else { return [] }
        guard !token.contains(where: \.isNewline) else {
            throw .badCredentials(source: name, reason: "the token holds a line's end")
        }
        return [AWSCall.Field("authorization", token)]
    }
}

/// Requests to what stands beside a program: quick or not at all, and never signed.
enum LocalCall {
    static let limits = TransportLimits(time: .seconds(2), body: ByteCount(64 << 10))

    /// A request for an address; nil where that is none.
    static func get(_ address: String, headers: [AWSCall.Field] = []) -> AWSCall? {
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count < 3, let first = parts.first, let endpoint = ServiceEndpoint.custom(String(first)) else {
            return nil
        }
        var call = AWSCall(method: "GET", endpoint: endpoint, path: endpoint.path.isEmpty ? "/" : endpoint.path)
        if parts.count == 2 {
            call.query = parts[1].split(separator: "&").map { pair in
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return AWSCall.Field(String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
            }
        }
        call.headers = headers
        return call
    }
}
