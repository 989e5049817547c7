import LabModel
import Synchronization

/// The moment at which a reception is over: comes once, from any thread, and is told to those who wait for it.
final class RunEnd: Sendable {
    private struct State {
        var instant: WallTime?
        var news: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let clock: any LabClock

    init(clock: any LabClock) {
        self.clock = clock
    }

    /// When it came; nil before.
    var instant: WallTime? {
        state.withLock { $0.instant }
    }

    var hasCome: Bool {
        instant != nil
    }

    /// Lets it come now, and tells those who wait, never under the lock; calls after the first do nothing.
    func come() {
        let news = state.withLock { state in
            guard state.instant == nil else { return [@Sendable () -> Void]() }
            state.instant = clock.now()
            defer { state.news = [] }
            return state.news
        }
        for tell in news {
            tell()
        }
    }

    /// Does something as soon as it has come, at once when it has already.
    func whenCome(_ news: @escaping @Sendable () -> Void) {
        let hasCome = state.withLock { state in
            if state.instant == nil {
                state.news.append(news)
            }
            return state.instant != nil
        }
        if hasCome {
            news()
        }
    }

    /// Blocks the calling thread for a while, or until it has come.
    /// - Returns: whether it has come.
    func wait(atMost length: Latency) -> Bool {
        let deadline = clock.monotonicNow() + length
        while !hasCome {
            let now = clock.monotonicNow()
            guard now < deadline else { return false }
            clock.blockUntil(min(deadline, now + .milliseconds(20)))
        }
        return true
    }
}
