/// Somebody who may have credentials.
public protocol CredentialSource: Sendable {
    /// What it is called in messages, such as `profile lab`.
    var name: String { get }

    /// Its present credentials.
    /// - Returns: nil where it is not set up, so that the next one is asked.
    /// - Throws: ``AWSError`` where it is set up and gives none.
    func credentials() async throws(AWSError) -> AWSCredentials?
}
