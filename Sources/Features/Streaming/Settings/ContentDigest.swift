internal import Foundation
internal import Media

/// The digest by which a content file is known.
enum ContentDigest {
    /// Reads the whole file.
    /// - Throws: ``StreamingError/unreadableContent(path:reason:)``.
    static func sha256(ofFile path: String) throws(StreamingError) -> String {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            guard var digest = SHA256Digest() else { throw CocoaError(.fileReadTooLarge) }
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                digest.update(part)
            }
            return digest.finish()
        } catch {
            throw .unreadableContent(path: path, reason: error.localizedDescription)
        }
    }
}
