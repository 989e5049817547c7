import Foundation
public import LabModel
import Synchronization

extension S3Client {
    /// How often a download goes on after a lost connection.
    static let mostResumptions = 5

    /// Writes an object from a file, in one request or in several.
    ///
    /// What was sent of an object that could not be finished is taken away again, also when cancelled.
    /// - Parameters:
    ///   - path: the file, at most 5 TiB; must not change meanwhile.
    ///   - place: where it goes.
    ///   - writing: its type and what must hold.
    ///   - parts: how it is sent.
    /// - Returns: its facts.
    /// - Throws: ``AWSError``.
    @discardableResult
    public func upload(
        file path: String,
        to place: S3Place,
        _ writing: S3Writing = S3Writing(),
        parts: Parts = Parts()
    ) async throws(AWSError) -> S3ObjectInfo {
        let file = try FileParts(path: path, parts: parts)
        if file.size <= file.partSize {
            return try await put(try file.next()?.bytes ?? [], to: place, writing)
        }
        return try await S3Multipart(client: self, place: place, writing: writing).send(file, atOnce: parts.atOnce)
    }

    /// Writes an object's content to a file, piece by piece.
    ///
    /// The file appears under its name once it is whole; a connection that is lost goes on where it was.
    /// - Parameters:
    ///   - place: where the object is.
    ///   - path: the file, which is replaced.
    ///   - limit: the longest object that is taken.
    /// - Returns: the object's facts.
    /// - Throws: ``AWSError``.
    @discardableResult
    public func download(
        _ place: S3Place,
        to path: String,
        limit: ByteCount
    ) async throws(AWSError) -> S3ObjectInfo {
        let suffix = session.random.withLock { String($0.next(), radix: 36) }
        let sink = try FileSink(path: path, limit: limit, suffix: suffix)
        do {
            let head = try await fetch(place, into: sink)
            try sink.finish()
            var info = info(of: place.key, head.headers)
            info.size = ByteCount(sink.received)
            return info
        } catch {
            sink.discard()
            throw error
        }
    }

    /// Fetches until all is there; gives the first answer's head.
    private func fetch(_ place: S3Place, into sink: FileSink) async throws(AWSError) -> AWSAnswer {
        var resumptions = 0
        while true {
            do throws(AWSError) {
                var request = S3Request(.getObject, "GET", place)
                request.sink = sink
                if let head = sink.head {
                    request.headers["range"] = "bytes=\(sink.received)-"
                    // Another object of the same name must not be joined to this one's beginning.
                    request.headers["if-match"] = head.header("etag")
                }
                let answer = try await send(request)
                let head = sink.head ?? answer
                if let whole = head.header("content-length").flatMap({ Int($0) }), sink.received < whole {
                    throw .unreachable(
                        operation: .getObject,
                        host: place.bucket,
                        reason: "the object ends after \(sink.received) of \(whole) bytes"
                    )
                }
                return head
            } catch {
                guard case .unreachable = error, sink.received > 0, resumptions < Self.mostResumptions else {
                    throw error
                }
                resumptions += 1
            }
        }
    }
}
