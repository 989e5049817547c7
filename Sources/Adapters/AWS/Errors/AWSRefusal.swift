/// What a service said when it refused a request.
public struct AWSRefusal: Hashable, Sendable, Error {
    /// What was asked for.
    public var operation: AWSOperation
    /// The HTTP status, 300 to 599.
    public var status: Int
    /// The service's own word, such as `AccessDeniedException`; empty where it gave none.
    public var code: String
    /// The service's own sentence, at most 500 characters on one line; empty where it gave none.
    public var message: String
    /// What AWS finds the request by; nil where the answer named none.
    public var requestID: String?
    /// How often the request was made, at least 1.
    public var attempts: Int

    /// Makes a refusal; each argument is the property of its name.
    public init(
        operation: AWSOperation,
        status: Int,
        code: String,
        message: String,
        requestID: String?,
        attempts: Int = 1
    ) {
        self.operation = operation
        self.status = status
        self.code = code
        self.message = message
        self.requestID = requestID
        self.attempts = attempts
    }

    /// What the refusal means.
    public var kind: RefusalKind {
        RefusalKind(code: code, status: status, message: message)
    }
}
