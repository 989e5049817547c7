public import LabModel

/// One viewer's queue; used by one thread at a time, the one that serves it.
public final class Viewer {
    /// What a viewer gets.
    public enum Step: Sendable {
        /// The next piece, and its place among all pieces published, from 0.
        case chunk(MediaChunk, sequence: Int)
        /// Nothing now.
        case wait
        /// The stream is over and all of it was taken; the viewer is no longer counted.
        case ended
        /// It fell too far behind and is no longer counted: its connection is to be closed.
        case cut(CutReason)
    }

    private let broadcaster: Broadcaster
    private var cursor: ViewerCursor
    private var isDone = false

    init(broadcaster: Broadcaster, cursor: ViewerCursor) {
        self.broadcaster = broadcaster
        self.cursor = cursor
    }

    deinit {
        leave()
    }

    /// What must be sent before the first piece; empty for containers that need nothing.
    public var header: [UInt8] {
        broadcaster.header
    }

    /// Takes the next piece, for a viewer that can send it at once.
    ///
    /// Never cuts off a viewer for being late, only for ``CutReason/overrun``: the fault may be the server's own, and
    /// whoever takes what there is catches up.
    /// - Parameter now: the present, by the clock of the pieces' instants.
    /// - Returns: any step.
    public func next(at now: MonotonicTime) -> Step {
        advance(now: now, taking: true)
    }

    /// Judges a viewer that cannot send anything now; never takes a piece.
    /// - Parameter now: the present, by the clock of the pieces' instants.
    /// - Returns: ``Step/wait``, ``Step/ended`` or ``Step/cut(_:)``.
    public func check(at now: MonotonicTime) -> Step {
        advance(now: now, taking: false)
    }

    /// Says that the viewer went away; does nothing when it already ended or was cut off.
    public func leave() {
        guard !isDone else { return }
        isDone = true
        broadcaster.leave()
    }

    private func advance(now: MonotonicTime, taking: Bool) -> Step {
        guard !isDone else { return .ended }
        let step = broadcaster.advance(&cursor, now: now, taking: taking)
        switch step {
        case .cut, .ended:
            isDone = true
        case .chunk, .wait:
            break
        }
        return step
    }
}
