import LabModel

extension S3Client {
    func send(_ request: S3Request) async throws(AWSError) -> AWSAnswer {
        if request.operation != .listObjects, request.operation != .getBucketNotification, request.place.key.isEmpty {
            throw .badArgument(operation: request.operation, reason: "the object has no name")
        }
        let call = try request.call(session.endpoints)
        let sending = AWSSession.Sending(patience: request.patience, limit: request.limit, sink: request.sink)
        return try await session.send(request.operation, call, sending)
    }

    func info(of key: String, _ headers: [AWSCall.Field]) -> S3ObjectInfo {
        func value(_ name: String) -> String? {
            headers.first { $0.name == name }?.value
        }
        var info = S3ObjectInfo(
            key: key,
            size: ByteCount(value("content-length").flatMap { Int($0) } ?? 0),
            etag: value("etag").map(S3Text.bare),
            versionID: value("x-amz-version-id"),
            contentType: value("content-type")
        )
        info.modified = value("last-modified").flatMap { AWSDate.time(http: $0) }
        for header in headers where header.name.hasPrefix("x-amz-meta-") {
            info.metadata[String(header.name.dropFirst("x-amz-meta-".count))] = header.value
        }
        return info
    }
}

extension S3Writing {
    /// What goes with the request, by lower-case names.
    var headers: [String: String] {
        var headers = ["content-type": contentType]
        switch condition {
        case .none: break
        case .absent: headers["if-none-match"] = "*"
        case .unchanged(let etag): headers["if-match"] = "\"\(etag)\""
        }
        for (name, value) in metadata {
            headers["x-amz-meta-\(name.lowercased())"] = value
        }
        return headers
    }

    /// The facts of an object that was just written.
    func info(of key: String, size: Int, _ answer: [AWSCall.Field]) -> S3ObjectInfo {
        var info = S3ObjectInfo(
            key: key,
            size: ByteCount(size),
            etag: answer.first { $0.name == "etag" }.map { S3Text.bare($0.value) },
            versionID: answer.first { $0.name == "x-amz-version-id" }?.value,
            contentType: contentType
        )
        info.metadata = metadata
        return info
    }
}

/// How S3 writes texts.
enum S3Text {
    /// An ETag without its quotation marks.
    static func bare(_ etag: String) -> String {
        let inner = etag.hasPrefix("W/") ? etag.dropFirst(2) : etag[...]
        guard inner.count >= 2, inner.first == "\"", inner.last == "\"" else { return String(inner) }
        return String(inner.dropFirst().dropLast())
    }
}
