import LabModel
import LabTesting
import Machine

@testable import AWS

/// Sessions of tests.
enum TestSession {
    /// Variables with keys and a region, and no file of the person who runs the tests.
    static let variables = [
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "AWS_REGION": "us-east-1",
    ]

    /// A session that asks a fake.
    static func fake(
        _ transport: FakeTransport,
        clock: any LabClock = ManualClock(),
        retries: RetryLimits? = nil,
        variables: [String: String] = Self.variables
    ) throws -> AWSSession {
        AWSSession(
            try KnownSettings(AWSSession.Settings(environment: variables, retries: retries)),
            clock: clock,
            random: SeededGenerator(seed: 7),
            transport: transport
        )
    }

    /// A session that asks a server, which is shut down behind the work.
    static func serving<Outcome: Sendable>(
        _ variables: [String: String],
        retries: RetryLimits? = nil,
        _ work: (AWSSession) async throws -> Outcome
    ) async throws -> Outcome {
        let session = try AWSSession(
            AWSSession.Settings(environment: variables, retries: retries),
            clock: SystemClock(),
            random: SeededGenerator(seed: 7)
        )
        do {
            let outcome = try await work(session)
            await session.shutDown()
            return outcome
        } catch {
            await session.shutDown()
            throw error
        }
    }
}
