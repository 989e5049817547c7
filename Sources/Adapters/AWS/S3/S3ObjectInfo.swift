public import LabModel

/// What S3 tells of an object.
public struct S3ObjectInfo: Hashable, Sendable {
    /// Its name in its bucket.
    public var key: String
    /// Its length in bytes.
    public var size: ByteCount
    /// What tells its content from another one's, without quotation marks; nil where S3 does not say.
    public var etag: String?
    /// Its version; nil where the bucket keeps none.
    public var versionID: String?
    /// Its media type; nil where S3 does not say, as in lists.
    public var contentType: String?
    /// When it was written; nil where S3 does not say.
    public var modified: WallTime?
    /// What its writer added, by lower-case names; empty in lists.
    public var metadata: [String: String]

    /// Makes facts; each argument is the property of its name.
    public init(
        key: String,
        size: ByteCount,
        etag: String? = nil,
        versionID: String? = nil,
        contentType: String? = nil
    ) {
        self.key = key
        self.size = size
        self.etag = etag
        self.versionID = versionID
        self.contentType = contentType
        modified = nil
        metadata = [:]
    }
}
