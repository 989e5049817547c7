import Foundation
import LabModel
import Synchronization
import WebClient

/// Collects an answer, for as long as it likes it.
final class Collector: WebReceiver {
    struct Result: Sendable {
        var head: WebHead?
        var pieces: [(bytes: [UInt8], at: WallTime)] = []
        var failure: WebError?
        var ends = 0

        var body: [UInt8] { pieces.flatMap(\.bytes) }
    }

    private let state = Mutex(Result())
    private let done = DispatchSemaphore(value: 0)
    private let came = DispatchSemaphore(value: 0)
    private let refusal: WebError?
    private let pausesAfter: Int?

    init(refusing refusal: WebError? = nil, pausesAfter: Int? = nil) {
        self.refusal = refusal
        self.pausesAfter = pausesAfter
    }

    func began(_ head: WebHead) throws(WebError) {
        state.withLock { $0.head = head }
        if let refusal { throw refusal }
    }

    func received(_ bytes: [UInt8], at instant: WallTime, of fetch: WebFetch) -> Bool {
        let total = state.withLock { state in
            state.pieces.append((bytes, instant))
            return state.body.count
        }
        came.signal()
        return pausesAfter.map { total < $0 } ?? true
    }

    func ended(_ failure: WebError?) {
        state.withLock { state in
            state.failure = failure
            state.ends += 1
        }
        done.signal()
        came.signal()
    }

    /// Blocks until the answer is over.
    func wait() -> Result {
        done.wait()
        return state.withLock { $0 }
    }

    /// Blocks until another piece has come, or none comes any more.
    func waitForPiece() {
        came.wait()
    }

    var result: Result {
        state.withLock { $0 }
    }
}
