public import LabModel

/// Objects of S3, and of whatever speaks like it.
public struct S3Client: Sendable {
    /// How files are sent.
    public struct Parts: Hashable, Sendable {
        /// The least part that S3 takes, but for the last one.
        public static let least = ByteCount(5 << 20)
        /// The most parts of an object.
        public static let most = 10_000

        /// The length of a part: a longer file is sent in several.
        ///
        /// Parts are longer where the file would have more than 10,000.
        public var size: ByteCount
        /// How many are under way at the same time, at least 1.
        public var atOnce: Int

        /// Makes a way to send; at most `size` × `atOnce` bytes of memory are used.
        public init(size: ByteCount = ByteCount(8 << 20), atOnce: Int = 2) {
            self.size = max(size, Self.least)
            self.atOnce = max(1, atOnce)
        }
    }

    /// The most bytes that ``get(_:range:limit:)`` takes unless told otherwise.
    public static let usualLimit = ByteCount(64 << 20)
    /// The longest life of a pre-signed request.
    public static let longestLife = Latency.seconds(604_800)

    let session: AWSSession

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        self.session = session
    }

    /// Facts of an object.
    /// - Parameter place: where it is.
    /// - Returns: its facts.
    /// - Throws: ``AWSError``; one that is not there is refused as ``RefusalKind/notFound``.
    public func head(_ place: S3Place) async throws(AWSError) -> S3ObjectInfo {
        let answer = try await send(S3Request(.headObject, "HEAD", place))
        return info(of: place.key, answer.headers)
    }

    /// An object's content, in memory.
    /// - Parameters:
    ///   - place: where it is.
    ///   - range: the bytes that are wanted, not empty; nil for all.
    ///   - limit: the most bytes that are taken.
    /// - Returns: its facts and the bytes; ``S3ObjectInfo/size`` is the number of these.
    /// - Throws: ``AWSError``.
    public func get(
        _ place: S3Place,
        range: Range<Int>? = nil,
        limit: ByteCount = Self.usualLimit
    ) async throws(AWSError) -> (info: S3ObjectInfo, bytes: [UInt8]) {
        var request = S3Request(.getObject, "GET", place)
        if let range {
            guard !range.isEmpty, range.lowerBound >= 0 else {
                throw .badArgument(operation: .getObject, reason: "an empty range of bytes")
            }
            request.headers["range"] = "bytes=\(range.lowerBound)-\(range.upperBound - 1)"
        }
        request.limit = limit
        let answer = try await send(request)
        return (info(of: place.key, answer.headers), answer.body)
    }

    /// Writes an object from memory.
    /// - Parameters:
    ///   - bytes: its content, at most 5 GiB.
    ///   - place: where it goes.
    ///   - writing: its type and what must hold.
    /// - Returns: its facts.
    /// - Throws: ``AWSError``; a condition that does not hold is refused as ``RefusalKind/precondition``.
    @discardableResult
    public func put(
        _ bytes: [UInt8],
        to place: S3Place,
        _ writing: S3Writing = S3Writing()
    ) async throws(AWSError) -> S3ObjectInfo {
        var request = S3Request(.putObject, "PUT", place)
        request.headers = writing.headers
        request.body = bytes
        let answer = try await send(request)
        return writing.info(of: place.key, size: bytes.count, answer.headers)
    }

    /// Takes an object away; harmless where there is none.
    /// - Parameter place: where it is.
    /// - Throws: ``AWSError``.
    public func delete(_ place: S3Place) async throws(AWSError) {
        _ = try await send(S3Request(.deleteObject, "DELETE", place))
    }

    /// The objects of a bucket, by their names, all pages.
    /// - Parameters:
    ///   - bucket: the bucket.
    ///   - prefix: what names begin with; empty for all.
    ///   - limit: the most that are listed, at least 1.
    /// - Returns: their facts, in the order of their names' bytes.
    /// - Throws: ``AWSError``.
    public func list(
        _ bucket: String,
        prefix: String = "",
        limit: Int = 10_000
    ) async throws(AWSError) -> [S3ObjectInfo] {
        var found: [S3ObjectInfo] = []
        var token: String?
        repeat {
            var request = S3Request(.listObjects, "GET", S3Place(bucket: bucket, key: ""))
            request.query = [
                ("list-type", "2"), ("prefix", prefix),
                ("max-keys", "\(min(1_000, max(1, limit - found.count)))"),
            ]
            if let token {
                request.query.append(("continuation-token", token))
            }
            let page = try S3Listing(xml: try await send(request).body)
            found += page.objects
            token = page.next
        } while token != nil && found.count < limit
        return found
    }
}
