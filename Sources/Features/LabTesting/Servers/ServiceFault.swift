/// Requests to AWS's stand-in that are not answered as they ought to be.
public struct ServiceFault: Hashable, Sendable, Encodable {
    /// Which, such as `RunTask`; empty for all.
    public var operation: String
    /// The status of the answer; 0 cuts the connection once the request has been obeyed.
    public var status: Int
    /// The code of the error.
    public var code = ""
    /// The error's sentence.
    public var message = ""
    /// So many requests are answered rightly before.
    public var spared = 0
    /// So many are answered wrongly.
    public var count = 1_000_000

    /// Too many requests.
    public static func throttled(_ operation: String = "", count: Int) -> ServiceFault {
        ServiceFault(
            operation: operation,
            status: 400,
            code: "ThrottlingException",
            message: "Rate exceeded",
            count: count
        )
    }

    /// A service that answers 429 or 503 and nothing that could be understood.
    public static func storm(_ status: Int, _ operation: String = "", count: Int) -> ServiceFault {
        ServiceFault(operation: operation, status: status, count: count)
    }

    /// A request that is obeyed, and whose answer never comes.
    public static func lost(_ operation: String, count: Int = 1) -> ServiceFault {
        ServiceFault(operation: operation, status: 0, count: count)
    }

    /// Tasks that are not listed: not yet, as ECS has it for a while.
    public static func unlisted(count: Int = 1_000_000) -> ServiceFault {
        ServiceFault(operation: "ListTasks", status: 200, count: count)
    }

    /// Credentials that end after so many requests.
    public static func expired(_ operation: String = "", after spared: Int = 0) -> ServiceFault {
        ServiceFault(
            operation: operation,
            status: 400,
            code: "ExpiredTokenException",
            message: "The security token included in the request is expired",
            spared: spared
        )
    }
}
