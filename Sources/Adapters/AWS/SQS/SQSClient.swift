import LabModel

/// Queues of SQS.
public struct SQSClient: Sendable {
    let caller: JSONCaller

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        caller = JSONCaller(session: session, target: "AmazonSQS", contentType: "application/x-amz-json-1.0")
    }

    /// The address of a queue.
    /// - Parameter name: its name.
    /// - Returns: the address by which the other requests name it.
    /// - Throws: ``AWSError``.
    public func url(ofQueue name: String) async throws(AWSError) -> String {
        let answer: URLAnswer = try await caller.call(.getQueueURL, NameBody(name: name))
        return answer.queue
    }

    /// Sends a message.
    /// - Parameters:
    ///   - body: the text, at most 256 KiB.
    ///   - queue: the queue's address.
    /// - Returns: the message's id.
    /// - Throws: ``AWSError``; where the answer was lost, it may have been sent.
    @discardableResult
    public func send(_ body: String, to queue: String) async throws(AWSError) -> String {
        let answer: SendAnswer = try await caller.call(.sendMessage, SendBody(queue: queue, text: body))
        return answer.id
    }

    /// Waits for messages.
    /// - Parameters:
    ///   - queue: the queue's address.
    ///   - count: how many at most, 1 to 10.
    ///   - wait: how long where there is none, 0 to 20 whole seconds.
    ///   - visibility: how long they are this receiver's, 0 to 43,200 whole seconds; nil for the queue's own.
    /// - Returns: the messages; none where none came.
    /// - Throws: ``AWSError``.
    public func receive(
        from queue: String,
        count: Int = 10,
        wait: Int = 20,
        visibility: Int? = nil
    ) async throws(AWSError) -> [SQSMessage] {
        let wait = min(max(0, wait), 20)
        let body = ReceiveBody(
            queue: queue,
            count: min(max(1, count), 10),
            wait: wait,
            visibility: visibility
        )
        let answer: ReceiveAnswer = try await caller.call(.receiveMessage, body, patience: .seconds(Double(wait)))
        return (answer.messages ?? []).map { message in
            SQSMessage(
                id: message.id,
                handle: message.handle,
                body: message.body ?? "",
                receiveCount: message.attributes?["ApproximateReceiveCount"].flatMap { Int($0) }
            )
        }
    }

    /// Takes a message out of its queue for good.
    /// - Parameters:
    ///   - handle: the message's ``SQSMessage/handle``.
    ///   - queue: the queue's address.
    /// - Throws: ``AWSError``.
    public func delete(_ handle: String, from queue: String) async throws(AWSError) {
        let _: EmptyAnswer = try await caller.call(
            .deleteMessage,
            DeleteBody(queue: queue, handle: handle)
        )
    }

    /// Keeps a message for longer, or gives it back.
    /// - Parameters:
    ///   - handle: the message's ``SQSMessage/handle``.
    ///   - queue: the queue's address.
    ///   - seconds: how long from now on, 0 to 43,200; 0 gives it back at once.
    /// - Throws: ``AWSError``.
    public func keep(_ handle: String, of queue: String, for seconds: Int) async throws(AWSError) {
        let body = KeepBody(queue: queue, handle: handle, seconds: seconds)
        let _: EmptyAnswer = try await caller.call(.changeMessageVisibility, body)
    }

    /// What SQS tells of a queue.
    /// - Parameter queue: the queue's address.
    /// - Returns: all its attributes by name, such as `ApproximateNumberOfMessages` and `RedrivePolicy`.
    /// - Throws: ``AWSError``.
    public func attributes(of queue: String) async throws(AWSError) -> [String: String] {
        let answer: AttributesAnswer = try await caller.call(.getQueueAttributes, AttributesBody(queue: queue))
        return answer.attributes ?? [:]
    }
}
