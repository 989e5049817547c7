import LabModel

/// A page of a bucket's list.
struct S3Listing {
    var objects: [S3ObjectInfo]
    /// Where the next page begins; nil for the last one.
    var next: String?

    init(xml: [UInt8]) throws(AWSError) {
        let root: XMLElement
        do {
            root = try XMLElement(parsing: xml)
        } catch {
            throw .unreadable(operation: .listObjects, reason: "\(error)", requestID: nil)
        }
        objects = root.items("Contents").map { item in
            var info = S3ObjectInfo(
                key: item["Key"].text,
                size: ByteCount(max(0, Int(item["Size"].text) ?? 0)),
                etag: item["ETag"].nonEmptyText.map(S3Text.bare)
            )
            info.modified = AWSDate.time(iso8601: item["LastModified"].text)
            return info
        }
        let token = root["NextContinuationToken"].nonEmptyText
        next = root["IsTruncated"].text == "true" ? token : nil
    }
}
