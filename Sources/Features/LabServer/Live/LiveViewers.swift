import LabModel
import NIOCore
import Synchronization

/// Those who follow the live feed: who falls behind misses nothing but what was in between.
final class LiveViewers: Sendable {
    /// After so many messages in a row that it did not take, a viewer is let go: 30 s or more.
    static let patience = 150

    private struct Viewer {
        var sink: AsyncStream<ByteBuffer>.Continuation
        /// Messages in a row that were replaced before it took them.
        var missed = 0
    }

    private struct State {
        var viewers: [Int: Viewer] = [:]
        var next = 0
        var hasEnded = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// How many follow now.
    var count: Int { state.withLock { $0.viewers.count } }

    /// Adds a viewer.
    /// - Returns: its messages, until it takes none any more or the feed ends; one waits at most.
    /// - Throws: ``LabServerError/busy(what:)``.
    func join(first message: ByteBuffer) throws(LabServerError) -> AsyncStream<ByteBuffer> {
        let (stream, sink) = AsyncStream.makeStream(
            of: ByteBuffer.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let number: Int? = state.withLock { state in
            guard state.viewers.count < limit, !state.hasEnded else { return nil }
            state.next += 1
            state.viewers[state.next] = Viewer(sink: sink)
            sink.yield(message)
            return state.next
        }
        guard let number else { throw .busy(what: "live views") }
        sink.onTermination = { [weak self] _ in self?.leave(number) }
        return stream
    }

    /// Gives everybody a message.
    /// - Parameters:
    ///   - message: what is new since the last one.
    ///   - whole: makes what replaces all messages that somebody has not taken yet.
    /// - Throws: what making it throws.
    func send(_ message: ByteBuffer, whole: () throws -> ByteBuffer) rethrows {
        var made: ByteBuffer?
        for (number, viewer) in state.withLock({ $0.viewers }) {
            var missed = 0
            if case .dropped = viewer.sink.yield(message) {
                missed = viewer.missed + 1
                let all = try made ?? whole()
                made = all
                viewer.sink.yield(all)
            }
            state.withLock { $0.viewers[number]?.missed = missed }
            if missed >= Self.patience {
                viewer.sink.finish()
            }
        }
    }

    /// Lets everybody go, and nobody in again.
    func end() {
        let sinks = state.withLock { state in
            state.hasEnded = true
            return state.viewers.values.map(\.sink)
        }
        for sink in sinks {
            sink.finish()
        }
    }

    private func leave(_ number: Int) {
        state.withLock { $0.viewers[number] = nil }
    }
}
