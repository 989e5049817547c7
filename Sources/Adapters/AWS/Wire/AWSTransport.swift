import LabModel

/// Takes requests to services and brings their answers; knows nothing of signatures and retries.
protocol AWSTransport: Sendable {
    /// Sends a request.
    /// - Parameters:
    ///   - call: the request, with all its headers but `host`.
    ///   - limits: what the answer may cost.
    ///   - sink: who takes the body of an answer of success piece by piece; nil where it comes with the answer.
    /// - Returns: the answer, whatever its status.
    /// - Throws: ``TransportError``.
    func send(
        _ call: AWSCall,
        limits: TransportLimits,
        sink: (any BodySink)?
    ) async throws(TransportError) -> AWSAnswer

    /// Closes all connections.
    func shutDown() async
}

/// What an answer may cost.
struct TransportLimits: Hashable, Sendable {
    /// From asking to the answer's end; for a body that goes to a sink to its beginning.
    var time = Latency.seconds(30)
    /// The most bytes of a body.
    var body = ByteCount(16 << 20)
}

/// Takes a body piece by piece.
protocol BodySink: Sendable {
    /// Whether it has got anything: then nobody but its owner can make the request again.
    var hasBegun: Bool { get }

    /// The answer has begun.
    func begin(_ head: AWSAnswer) async throws(AWSError)
    /// The next piece.
    func take(_ piece: [UInt8]) async throws(AWSError)
}

/// Why no answer came.
enum TransportError: Error, Hashable {
    /// No connection, or it was lost.
    case unreachable(reason: String)
    /// It took too long.
    case timedOut(limit: Latency)
    /// The body is longer than is taken.
    case tooLong(limit: ByteCount)
    /// Who took the body could not go on.
    case sink(AWSError)
    /// Somebody asked to stop.
    case cancelled
    /// There is no transport any more.
    case closed
}
