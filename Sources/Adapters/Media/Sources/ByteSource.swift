/// Bytes that come from somewhere else than libav's own transports: our own fetching, tests.
///
/// The source keeps its own limits of time: a reader can only ask it to stop, when its ``Interrupt`` is cancelled.
public protocol ByteSource: AnyObject {
    /// Blocks until at least one byte is there and reads what there is.
    /// - Returns: the number of bytes read, at most the buffer's size; 0 at the end.
    /// - Throws: when nothing more can come; the error's text reaches the user.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

    /// Makes a waiting ``read(into:)`` return soon; called from another thread, at most once.
    func interrupt()
}
