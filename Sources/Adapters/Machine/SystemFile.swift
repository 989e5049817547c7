import Glibc

/// Small files of the kernel, such as those under `/proc`.
enum SystemFile {
    /// Reads at most 64 KiB; nil where the file cannot be read.
    static func read(_ path: String) -> String? {
        bytes(path, atMost: 65_536).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads the file's beginning; nil where it cannot be read.
    static func bytes(_ path: String, atMost limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < limit {
            let count = Glibc.read(descriptor, &block, block.count)
            guard count > 0 else { break }
            bytes.append(contentsOf: block[..<min(count, limit - bytes.count)])
        }
        return bytes
    }

    /// The file's text without white space at its ends; nil where it cannot be read or holds nothing else.
    static func line(_ path: String) -> String? {
        guard let text = read(path) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
