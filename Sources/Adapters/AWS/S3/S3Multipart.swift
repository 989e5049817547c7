import LabModel

/// An object that is written in several requests.
struct S3Multipart: Sendable {
    let client: S3Client
    let place: S3Place
    let writing: S3Writing

    /// Sends a file; takes away what was sent where it cannot be finished.
    func send(_ file: FileParts, atOnce: Int) async throws(AWSError) -> S3ObjectInfo {
        let id = try await begin()
        do {
            let tags = try await sendParts(of: file, id, atOnce: atOnce)
            return try await complete(id, tags, size: file.size)
        } catch {
            // A cancelled task could send nothing more; parts that stay cost money without being seen.
            await Task { await abort(id) }.value
            throw error
        }
    }

    private func begin() async throws(AWSError) -> String {
        var request = S3Request(.createMultipartUpload, "POST", place)
        request.query = [("uploads", "")]
        request.headers = writing.headers.filter { !$0.key.hasPrefix("if-") }
        let answer = try await client.send(request)
        guard let id = try document(answer, .createMultipartUpload)["UploadId"].nonEmptyText else {
            throw .unreadable(
                operation: .createMultipartUpload,
                reason: "UploadId is missing",
                requestID: answer.requestID
            )
        }
        return id
    }

    private func sendParts(of file: FileParts, _ id: String, atOnce: Int) async throws(AWSError) -> [Int: String] {
        do {
            return try await withThrowingTaskGroup(of: (Int, String).self) { group in
                var tags: [Int: String] = [:]
                var running = 0
                while true {
                    // Room first: a part is not read before another one is through.
                    if running >= atOnce, let done = try await group.next() {
                        tags[done.0] = done.1
                        running -= 1
                    }
                    guard let part = try file.next() else { break }
                    group.addTask { (part.number, try await send(part, id)) }
                    running += 1
                }
                for try await done in group {
                    tags[done.0] = done.1
                }
                return tags
            }
        } catch let error as AWSError {
            throw error
        } catch {
            throw .cancelled
        }
    }

    private func send(_ part: FileParts.Part, _ id: String) async throws(AWSError) -> String {
        var request = S3Request(.uploadPart, "PUT", place)
        request.query = [("partNumber", "\(part.number)"), ("uploadId", id)]
        request.body = part.bytes
        let answer = try await client.send(request)
        guard let tag = answer.header("etag") else {
            throw .unreadable(operation: .uploadPart, reason: "the ETag is missing", requestID: answer.requestID)
        }
        return tag
    }

    private func complete(_ id: String, _ tags: [Int: String], size: Int) async throws(AWSError) -> S3ObjectInfo {
        var request = S3Request(.completeMultipartUpload, "POST", place)
        request.query = [("uploadId", id)]
        request.headers = writing.headers.filter { $0.key.hasPrefix("if-") }
        request.headers["content-type"] = "application/xml"
        let parts = tags.sorted { $0.key < $1.key }.map { number, tag in
            "<Part><PartNumber>\(number)</PartNumber><ETag>\(Self.escaped(tag))</ETag></Part>"
        }
        let text = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        request.body = Array(text.utf8)
        let answer = try await client.send(request)
        let root = try document(answer, .completeMultipartUpload)
        // S3 answers 200 before it has put the parts together, and says only then that it could not.
        guard root.name != "Error" else {
            throw .refused(RefusalReader.read(answer, .completeMultipartUpload, attempts: 1))
        }
        var info = writing.info(of: place.key, size: size, answer.headers)
        info.etag = root["ETag"].nonEmptyText.map(S3Text.bare) ?? info.etag
        return info
    }

    private func abort(_ id: String) async {
        var request = S3Request(.abortMultipartUpload, "DELETE", place)
        request.query = [("uploadId", id)]
        // Why the upload failed is what the caller is told; a bucket's lifecycle rule takes away what stays.
        _ = try? await client.send(request)
    }

    private func document(_ answer: AWSAnswer, _ operation: AWSOperation) throws(AWSError) -> XMLElement {
        do {
            return try XMLElement(parsing: answer.body)
        } catch {
            throw .unreadable(operation: operation, reason: "\(error)", requestID: answer.requestID)
        }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
