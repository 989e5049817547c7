import Foundation
import LabModel
import Synchronization

/// A file that is sent in parts.
final class FileParts: Sendable {
    /// A part of it.
    struct Part: Sendable {
        /// From 1.
        var number: Int
        var bytes: [UInt8]
    }

    let path: String
    let size: Int
    /// The length of each part but the last.
    let partSize: Int
    private let reading: Mutex<(handle: FileHandle, next: Int)>

    /// Opens the file.
    /// - Throws: ``AWSError/badLocalFile(path:reason:)``.
    init(path: String, parts: S3Client.Parts) throws(AWSError) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .badLocalFile(path: path, reason: "it cannot be opened")
        }
        do {
            size = Int(try handle.seekToEnd())
            try handle.seek(toOffset: 0)
        } catch {
            throw .badLocalFile(path: path, reason: "it cannot be read")
        }
        self.path = path
        let most = S3Client.Parts.most
        partSize = max(parts.size.bytes, (size + most - 1) / most)
        reading = Mutex((handle, 1))
    }

    /// The next part; nil behind the last one.
    func next() throws(AWSError) -> Part? {
        let path = path
        let outcome = reading.withLock { reading -> Result<Part?, AWSError> in
            let start = (reading.next - 1) * partSize
            guard start < size || size == 0 && reading.next == 1 else { return .success(nil) }
            let wanted = min(partSize, size - start)
            let bytes = wanted == 0 ? Data() : try? reading.handle.read(upToCount: wanted)
            guard let bytes, bytes.count == wanted else {
                return .failure(.badLocalFile(path: path, reason: "it became shorter while it was sent"))
            }
            reading.next += 1
            return .success(Part(number: reading.next - 1, bytes: Array(bytes)))
        }
        return try outcome.get()
    }
}
