/// Asks one source after another; the first that is set up has to give credentials.
struct CredentialChain: CredentialSource {
    let sources: [any CredentialSource]

    var name: String {
        sources.map(\.name).joined(separator: ", ")
    }

    func credentials() async throws(AWSError) -> AWSCredentials? {
        for source in sources {
            if let found = try await source.credentials() { return found }
        }
        throw .noCredentials(looked: sources.map(\.name))
    }
}
