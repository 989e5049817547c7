/// Who the credentials belong to.
public struct CallerIdentity: Hashable, Sendable {
    /// The account's number, 12 digits.
    public var account: String
    /// The user's or role's full name.
    public var arn: String
}

/// Identities of STS.
public struct STSClient: Sendable {
    let caller: QueryCaller

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        caller = QueryCaller(session: session, version: "2011-06-15")
    }

    /// Who the session's credentials belong to; needs no right.
    /// - Returns: the account and the name.
    /// - Throws: ``AWSError``.
    public func callerIdentity() async throws(AWSError) -> CallerIdentity {
        let result = try await caller.call(.getCallerIdentity, [])["GetCallerIdentityResult"]
        return CallerIdentity(account: result["Account"].text, arn: result["Arn"].text)
    }
}
