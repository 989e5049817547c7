internal import LabModel

/// Where bytes come from: one of libav's protocols, a descriptor, or a caller's own source.
protocol Transport: AnyObject {
    /// Blocks until bytes are there.
    /// - Returns: the number of bytes; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(MediaError) -> Int

    /// Moves to an offset.
    /// - Returns: false where that is not possible.
    func seek(to offset: Int) -> Bool

    /// Whether ``seek(to:)`` can work.
    var isSeekable: Bool { get }

    /// The number of bytes in all; nil where nobody knows.
    var size: Int? { get }

    /// What the server calls the bytes, such as `video/mp2t`; nil where nobody says.
    var contentType: String? { get }

    /// When the bytes of the newest read came; nil where that is when they were read.
    var arrival: WallTime? { get }

    /// Whether the newest read, which brought no byte, met the end of a segment and not of the stream.
    var isAtBoundary: Bool { get }
}

extension Transport {
    var arrival: WallTime? { nil }

    var isAtBoundary: Bool { false }
}
