public import LabModel

extension S3Client {
    /// A request by which anybody may read an object.
    /// - Parameters:
    ///   - place: where it is; need not be there yet.
    ///   - life: how long it is taken, 1 s to 7 days; never longer than the credentials live.
    /// - Returns: the request.
    /// - Throws: ``AWSError``.
    public func presignedGet(_ place: S3Place, life: Latency) async throws(AWSError) -> S3Presigned {
        try await presigned(S3Request(.getObject, "GET", place), life: life)
    }

    /// A request by which anybody may write an object.
    /// - Parameters:
    ///   - place: where it goes.
    ///   - life: how long it is taken, 1 s to 7 days; never longer than the credentials live.
    ///   - writing: the type and what must hold; these headers must go with the request.
    ///   - size: the only length that is taken; nil for any.
    /// - Returns: the request.
    /// - Throws: ``AWSError``.
    public func presignedPut(
        _ place: S3Place,
        life: Latency,
        _ writing: S3Writing = S3Writing(),
        size: ByteCount? = nil
    ) async throws(AWSError) -> S3Presigned {
        var request = S3Request(.putObject, "PUT", place)
        request.headers = writing.headers
        if let size {
            request.headers["content-length"] = "\(size.bytes)"
        }
        return try await presigned(request, life: life)
    }

    private func presigned(_ request: S3Request, life: Latency) async throws(AWSError) -> S3Presigned {
        let seconds = Int(life.seconds)
        guard seconds >= 1, life <= Self.longestLife else {
            throw .badArgument(operation: request.operation, reason: "a life of \(Latency.text(of: life))")
        }
        let call = try request.call(session.endpoints)
        let (signer, now) = try await session.signer(for: .s3)
        let signed = signer.presigned(call, seconds: seconds, at: now)
        var expires = now + .seconds(Double(seconds))
        if let end = signer.credentials.expires {
            expires = min(expires, end)
        }
        return S3Presigned(method: call.method, url: signed, headers: request.headers, expires: expires)
    }
}
