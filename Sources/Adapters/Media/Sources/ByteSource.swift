public import LabModel

/// Bytes that come from somewhere else than libav's own transports: our own fetching, tests.
///
/// The source keeps its own limits of time: a reader can only ask it to stop, when its ``Interrupt`` is cancelled.
public protocol ByteSource: AnyObject {
    /// Blocks until at least one byte is there and reads what there is.
    /// - Returns: the number of bytes read, at most the buffer's size; 0 at the end, and at a boundary.
    /// - Throws: when nothing more can come; the error's text reaches the user.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

    /// When the bytes of the newest read really came, all of them at one instant; nil where that is when they were read.
    ///
    /// A source that fetches ahead reads bytes later than they came, and not always in the order in which they came.
    var arrival: WallTime? { get }

    /// Whether the newest read, which brought no byte, met the end of a segment and not of the stream.
    ///
    /// Behind a boundary nothing belongs to what came before: what a container holds back until its next unit begins is
    /// whole now.
    var isAtBoundary: Bool { get }

    /// Makes a waiting ``read(into:)`` return soon; called from another thread, at most once.
    func interrupt()
}

extension ByteSource {
    /// Bytes come when they are read.
    public var arrival: WallTime? { nil }

    /// The source is no row of segments.
    public var isAtBoundary: Bool { false }
}
