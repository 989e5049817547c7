public import LabModel

/// Takes an answer as it comes: the head, the body's pieces, the end.
///
/// Called one call at a time on the client's event loop, which must not be kept waiting. Nothing is called after the end,
/// and after ``WebFetch/cancel()`` only the end.
public protocol WebReceiver: AnyObject, Sendable {
    /// The answer has begun, and succeeded.
    /// - Throws: why the body is not wanted; the fetch ends for that reason.
    func began(_ head: WebHead) throws(WebError)

    /// A piece of the body came.
    /// - Parameters:
    ///   - bytes: the piece, not empty.
    ///   - instant: when the event loop had read it.
    ///   - fetch: what goes on.
    /// - Returns: whether more is wanted now; where not, nothing more is read until ``WebFetch/resume()``.
    func received(_ bytes: [UInt8], at instant: WallTime, of fetch: WebFetch) -> Bool

    /// The answer is over, exactly once.
    /// - Parameter failure: why it is not whole; nil where it is.
    func ended(_ failure: WebError?)
}
