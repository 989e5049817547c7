internal import Foundation

/// The file of certificates that a push trusts: looked at before the start, because libav goes on without a word when it
/// can read none, and then trusts nobody.
enum AuthoritiesFile {
    /// Bundles of whole systems have some 200 KiB.
    private static let longest = 8 << 20

    /// - Throws: ``StreamingError/unreadableAuthorities(path:reason:)`` where it cannot be read or holds no certificate.
    static func check(_ path: String) throws(StreamingError) {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .unreadableAuthorities(path: path, reason: "it cannot be opened")
        }
        defer { try? file.close() }
        // Nothing is read of an empty file, an error of a folder.
        guard let read = try? file.read(upToCount: longest + 1) ?? Data() else {
            throw .unreadableAuthorities(path: path, reason: "it is no file")
        }
        guard read.count <= longest else {
            throw .unreadableAuthorities(path: path, reason: "it is longer than 8 MiB")
        }
        guard read.firstRange(of: Data("-----BEGIN CERTIFICATE-----".utf8)) != nil else {
            throw .unreadableAuthorities(path: path, reason: "it holds no certificate as PEM")
        }
    }
}
