/// What a bucket tells a queue.
public struct S3Notification: Hashable, Sendable {
    /// The queue's full name.
    public var queue: String
    /// What it is told of, such as `s3:ObjectCreated:*`.
    public var events: [String]
    /// What objects' names begin with; empty for all.
    public var prefix: String
    /// What objects' names end with; empty for all.
    public var suffix: String
}

extension S3Client {
    /// What a bucket tells queues.
    /// - Parameter bucket: the bucket.
    /// - Returns: one for each queue that is told; none where nobody is.
    /// - Throws: ``AWSError``.
    public func notifications(of bucket: String) async throws(AWSError) -> [S3Notification] {
        var request = S3Request(.getBucketNotification, "GET", S3Place(bucket: bucket, key: ""))
        request.query = [("notification", "")]
        let answer = try await send(request)
        do {
            return try XMLElement(parsing: answer.body).items("QueueConfiguration").map(S3Notification.init)
        } catch {
            throw .unreadable(operation: .getBucketNotification, reason: "\(error)", requestID: answer.requestID)
        }
    }
}

extension S3Notification {
    init(_ item: XMLElement) {
        let rules = item["Filter"]["S3Key"].items("FilterRule")
        func value(_ name: String) -> String {
            rules.first { $0["Name"].text.lowercased() == name }?["Value"].text ?? ""
        }
        queue = item["Queue"].text
        events = item.items("Event").map(\.text)
        prefix = value("prefix")
        suffix = value("suffix")
    }
}
