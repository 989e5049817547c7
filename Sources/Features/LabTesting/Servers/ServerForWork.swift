/// A server that a test starts for some work and ends after it.
public protocol ServerForWork: Sendable {
    /// Ends it, and what it started, and waits until it has ended.
    func stop() async
}

extension ServerForWork {
    /// Does some work and ends the server, whatever the work does.
    ///
    /// - Parameter work: what to do with it.
    /// - Returns: what the work returns.
    /// - Throws: what the work throws.
    func stopped<Outcome: Sendable>(
        after work: @Sendable (Self) async throws -> Outcome
    ) async throws -> Outcome {
        do {
            let outcome = try await work(self)
            await stop()
            return outcome
        } catch {
            await stop()
            throw error
        }
    }
}
