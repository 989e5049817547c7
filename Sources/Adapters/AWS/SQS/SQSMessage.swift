/// A message of a queue, as long as it is this receiver's.
public struct SQSMessage: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// What it is deleted or kept by; another one each time it is received.
    public var handle: String
    /// What was sent.
    public var body: String
    /// How often it was received, at least 1; nil where the queue does not say.
    public var receiveCount: Int?

    /// Makes a message; each argument is the property of its name.
    public init(id: String, handle: String, body: String, receiveCount: Int?) {
        self.id = id
        self.handle = handle
        self.body = body
        self.receiveCount = receiveCount
    }
}
