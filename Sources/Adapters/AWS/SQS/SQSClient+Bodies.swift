// What goes to SQS and comes from it, by the names that it gives its fields.

struct NameBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case name = "QueueName"
    }

    var name: String
}

struct SendBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case queue = "QueueUrl"
        case text = "MessageBody"
    }

    var queue: String
    var text: String
}

struct ReceiveBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case queue = "QueueUrl"
        case count = "MaxNumberOfMessages"
        case wait = "WaitTimeSeconds"
        case visibility = "VisibilityTimeout"
        case attributes = "MessageSystemAttributeNames"
    }

    var queue: String
    var count: Int
    var wait: Int
    var visibility: Int?
    var attributes = ["ApproximateReceiveCount"]
}

struct DeleteBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case queue = "QueueUrl"
        case handle = "ReceiptHandle"
    }

    var queue: String
    var handle: String
}

struct KeepBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case queue = "QueueUrl"
        case handle = "ReceiptHandle"
        case seconds = "VisibilityTimeout"
    }

    var queue: String
    var handle: String
    var seconds: Int
}

struct AttributesBody: Encodable {
    enum CodingKeys: String, CodingKey {
        case queue = "QueueUrl"
        case names = "AttributeNames"
    }

    var queue: String
    var names = ["All"]
}

struct URLAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case queue = "QueueUrl"
    }

    var queue: String
}

struct SendAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case id = "MessageId"
    }

    var id: String
}

struct ReceiveAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case messages = "Messages"
    }

    var messages: [MessageAnswer]?
}

struct MessageAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case id = "MessageId"
        case handle = "ReceiptHandle"
        case body = "Body"
        case attributes = "Attributes"
    }

    var id: String
    var handle: String
    var body: String?
    var attributes: [String: String]?
}

struct AttributesAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case attributes = "Attributes"
    }

    var attributes: [String: String]?
}
