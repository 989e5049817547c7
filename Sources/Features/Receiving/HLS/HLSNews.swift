import HLS
import LabModel
import Machine
import Synchronization
import WebClient

/// What a fetch tells the driver of an HLS reception.
enum HLSNews: Sendable {
    case playlist(id: Int, bytes: [UInt8], finalURL: String, at: MonotonicTime)
    case media(MediaRequest, size: ByteCount, at: MonotonicTime)
    case failed(id: Int, WebError, size: ByteCount, at: MonotonicTime)
}

/// Carries news to the driver's thread; as many as there are fetches at most.
final class HLSInbox: Sendable {
    private let state = Mutex<(news: [HLSNews], isStopped: Bool)>(([], false))
    private let signal = WakeSignal()

    func send(_ news: HLSNews) {
        state.withLock { $0.news.append(news) }
        signal.wake()
    }

    /// Ends the driver.
    func stop() {
        state.withLock { $0.isStopped = true }
        signal.wake()
    }

    /// Waits for news; for one thread only.
    /// - Returns: what came, or nothing when the time is over; nil once stopped.
    func wait(atMost length: Latency) -> [HLSNews]? {
        let isIdle = state.withLock { $0.news.isEmpty && !$0.isStopped }
        if isIdle, length > .zero {
            signal.sleep(atMost: length)
        }
        return state.withLock { state in
            defer { state.news = [] }
            return state.isStopped ? nil : state.news
        }
    }
}
