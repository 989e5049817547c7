import Glibc

/// Small files of the kernel, such as those under `/proc`.
enum SystemFile {
    /// Reads at most 64 KiB; nil where the file cannot be read.
    static func read(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4_096)
        while bytes.count < 65_536 {
            let count = Glibc.read(descriptor, &block, block.count)
            guard count > 0 else { break }
            bytes.append(contentsOf: block[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The file's text without white space at its ends; nil where it cannot be read or holds nothing else.
    static func line(_ path: String) -> String? {
        guard let text = read(path) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
