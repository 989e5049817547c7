import Foundation
import Glibc

/// The file that holds the dashboard's token.
enum TokenFile {
    private static let longest = 1_000

    /// Reads the token: the file's first line, 16 to 1,000 printable characters of ASCII without spaces.
    /// - Throws: ``LabServerError`` where the file cannot be read, where others than its owner can read it, or where the
    ///   token could be guessed.
    static func read(_ path: String) throws(LabServerError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw .unreadableToken(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .unreadableToken(path: path, reason: "it is no file")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw .exposedToken(path: path, mode: String(facts.st_mode & 0o777, radix: 8))
        }
        var bytes = [UInt8](repeating: 0, count: longest + 2)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        guard count >= 0 else {
            throw .unreadableToken(path: path, reason: String(cString: strerror(errno)))
        }
        let line = bytes.prefix(count).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard (16...longest).contains(line.count), line.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .weakToken(path: path)
        }
        return Array(line)
    }
}
