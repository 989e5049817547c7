import LabModel

/// Keeps credentials until shortly before their end, and asks their source once for however many want them.
actor CredentialCache {
    /// Newer ones are asked for as long before the end.
    static let early = Latency.seconds(300)
    /// The old ones do while newer ones cannot be had, up to so long before the end.
    static let last = Latency.seconds(10)

    private let source: any CredentialSource
    private var kept: AWSCredentials?
    private var asking: Task<Result<AWSCredentials, AWSError>, Never>?

    init(_ source: any CredentialSource) {
        self.source = source
    }

    /// Credentials that are good at an instant.
    func current(at now: WallTime) async throws(AWSError) -> AWSCredentials {
        if let kept, kept.expires.map({ $0 - now > Self.early }) ?? true {
            return kept
        }
        let found = await ask().value
        switch found {
        case .success(let credentials):
            if let end = credentials.expires, end <= now {
                throw .expiredCredentials(source: source.name)
            }
            return credentials
        case .failure(let error):
            if let kept, let end = kept.expires, end - now > Self.last { return kept }
            throw error
        }
    }

    /// These were refused: the next request asks anew.
    func forget(_ credentials: AWSCredentials) {
        if kept == credentials {
            kept = nil
        }
    }

    private func ask() -> Task<Result<AWSCredentials, AWSError>, Never> {
        if let asking { return asking }
        let task = Task { () -> Result<AWSCredentials, AWSError> in
            let found = await Self.ask(source)
            finish(found)
            return found
        }
        asking = task
        return task
    }

    private func finish(_ found: Result<AWSCredentials, AWSError>) {
        asking = nil
        if case .success(let credentials) = found {
            kept = credentials
        }
    }

    private static func ask(_ source: any CredentialSource) async -> Result<AWSCredentials, AWSError> {
        do {
            guard let found = try await source.credentials() else {
                return .failure(.noCredentials(looked: [source.name]))
            }
            return .success(found)
        } catch {
            return .failure(error)
        }
    }
}
