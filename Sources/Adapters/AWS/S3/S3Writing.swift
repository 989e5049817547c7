/// How an object is written.
public struct S3Writing: Hashable, Sendable {
    /// What must hold for it to be written.
    public enum Condition: Hashable, Sendable {
        /// Nothing.
        case none
        /// No object of this name is there.
        case absent
        /// The object that is there has this ``S3ObjectInfo/etag``.
        case unchanged(etag: String)
    }

    /// Its media type.
    public var contentType: String
    /// What must hold.
    public var condition: Condition
    /// What is kept with it: names of letters, digits and `-`, values of ASCII.
    public var metadata: [String: String]

    /// Makes a way of writing; each argument is the property of its name.
    public init(
        contentType: String = "application/octet-stream",
        condition: Condition = .none,
        metadata: [String: String] = [:]
    ) {
        self.contentType = contentType
        self.condition = condition
        self.metadata = metadata
    }
}
