/// Where an object is.
public struct S3Place: Hashable, Sendable, CustomStringConvertible {
    /// The bucket's name.
    public var bucket: String
    /// The object's name in it: any text, at most 1,024 bytes, not empty.
    public var key: String

    /// Names an object.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// As people write it: `s3://bucket/key`.
    public var description: String {
        "s3://\(bucket)/\(key)"
    }
}
