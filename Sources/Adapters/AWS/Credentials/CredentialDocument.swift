import Foundation
import LabModel

/// Credentials in JSON, as processes, containers and instances give them.
struct CredentialDocument: Decodable {
    var version: Int?
    var accessKeyID: String?
    var secretAccessKey: String?
    var sessionToken: String?
    var token: String?
    var expiration: String?
    /// `Success`, or why there are none; of instances and containers alone.
    var code: String?
    var message: String?

    enum CodingKeys: String, CodingKey {
        case version = "Version"
        case accessKeyID = "AccessKeyId"
        case secretAccessKey = "SecretAccessKey"
        case sessionToken = "SessionToken"
        case token = "Token"
        case expiration = "Expiration"
        case code = "Code"
        case message = "Message"
    }

    /// Reads a document.
    /// - Parameters:
    ///   - bytes: the JSON.
    ///   - source: who gave it, for messages.
    /// - Returns: the credentials.
    /// - Throws: ``AWSError/badCredentials(source:reason:)``; its text holds nothing of the document but its message.
    static func read(_ bytes: [UInt8], source: String) throws(AWSError) -> AWSCredentials {
        guard let document = try? JSONDecoder().decode(CredentialDocument.self, from: Data(bytes)) else {
            throw .badCredentials(source: source, reason: "what it says is no JSON of credentials")
        }
        if let code = document.code, code != "Success" {
            let said = [code, document.message ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
            throw .badCredentials(source: source, reason: String(said.prefix(300)))
        }
        guard let id = document.accessKeyID, let secret = document.secretAccessKey, !id.isEmpty, !secret.isEmpty else {
            throw .badCredentials(source: source, reason: "AccessKeyId or SecretAccessKey is missing")
        }
        var expires: WallTime?
        if let text = document.expiration {
            expires = AWSDate.time(iso8601: text)
            guard expires != nil else {
                throw .badCredentials(source: source, reason: "its Expiration is no instant")
            }
        }
        return AWSCredentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: document.sessionToken ?? document.token,
            expires: expires
        )
    }
}
