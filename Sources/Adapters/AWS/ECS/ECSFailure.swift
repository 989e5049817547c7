/// What ECS could not do of a request that it took.
public struct ECSFailure: Hashable, Sendable {
    /// What it is about; nil where ECS does not say.
    public var arn: String?
    /// One of ECS's words, such as `MISSING` or `RESOURCE:CPU`.
    public var reason: String
    /// A sentence; nil where there is none.
    public var detail: String?

    /// Makes a failure; each argument is the property of its name.
    public init(arn: String?, reason: String, detail: String?) {
        self.arn = arn
        self.reason = reason
        self.detail = detail
    }
}
