import LabModel
import Media

/// Gives each piece of bytes in a read of its own, at the instant that the piece names.
final class SteppedSource: ByteSource {
    struct Piece {
        var bytes: [UInt8]
        var at: WallTime
    }

    private var pieces: [Piece]
    private let clock: ManualClock
    private let failure: (any Error)?
    private var next = 0

    init(_ pieces: [Piece], clock: ManualClock, failure: (any Error)? = nil) {
        self.pieces = pieces
        self.clock = clock
        self.failure = failure
    }

    /// Everything at once, at the clock's present time.
    convenience init(_ bytes: [UInt8], clock: ManualClock) {
        self.init([Piece(bytes: bytes, at: clock.now())], clock: clock)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard next < pieces.count else {
            if let failure { throw failure }
            return 0
        }
        clock.set(pieces[next].at)
        let count = min(buffer.count, pieces[next].bytes.count)
        buffer.copyBytes(from: pieces[next].bytes.prefix(count))
        pieces[next].bytes.removeFirst(count)
        if pieces[next].bytes.isEmpty {
            next += 1
        }
        return count
    }

    func interrupt() {}
}
