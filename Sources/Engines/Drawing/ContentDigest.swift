internal import Foundation
internal import Media

/// The digest by which a content file is known.
public enum ContentDigest {
    /// Reads the whole file.
    /// - Returns: its SHA-256, 64 hexadecimal digits in lower case.
    /// - Throws: ``DrawingError/unreadable(path:reason:)``.
    public static func sha256(ofFile path: String) throws(DrawingError) -> String {
        do {
            let real = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
            let kind = try? FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
            if let kind, kind != .typeRegular {
                // A pipe or a device may have no end.
                throw DrawingError.unreadable(path: path, reason: "it is no regular file")
            }
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            guard var digest = SHA256Digest() else { throw CocoaError(.fileReadTooLarge) }
            while let part = try file.read(upToCount: 1 << 20), !part.isEmpty {
                digest.update(part)
            }
            return digest.finish()
        } catch let error as DrawingError {
            throw error
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
