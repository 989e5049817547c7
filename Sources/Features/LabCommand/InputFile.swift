import Glibc

/// A file, or standard input, that is read from its start to its end.
public final class InputFile {
    /// Its path, or `-`.
    public let path: String
    /// About how many bytes it holds; 0 where nothing is known, as of a pipe.
    public let expectedBytes: Int
    private let descriptor: Int32

    /// How much is read at once.
    private static let pieceBytes = 1 << 18

    /// Opens a file.
    ///
    /// - Parameter path: the file; `-` for standard input.
    /// - Throws: ``CommandError/inputFailed(path:reason:)``.
    public init(_ path: String) throws(CommandError) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .inputFailed(path: path, reason: String(cString: strerror(errno)))
        }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        expectedBytes = isFile ? max(0, Int(status.st_size)) : 0
    }

    deinit {
        if descriptor > STDIN_FILENO {
            close(descriptor)
        }
    }

    /// Hands out everything from the present place to the end, piece by piece.
    ///
    /// - Parameter body: takes up to 256 KiB; never nothing.
    /// - Throws: what `body` throws, or ``CommandError/inputFailed(path:reason:)``.
    public func forEachPiece(_ body: (Span<UInt8>) throws -> Void) throws {
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                try body(buffer.span.extracting(first: count))
            } else if count == 0 {
                return
            } else if errno != EINTR {
                throw CommandError.inputFailed(path: path, reason: String(cString: strerror(errno)))
            }
        }
    }
}
