import Foundation
import LabModel
import Logging
import NIOCore
import RunStore
import Synchronization

/// Looks for news in the store, and tells them to all viewers at once.
///
/// The store is looked at only while somebody wants to know, and read only when some process has committed.
final class LiveFeed: Sendable {
    /// How often the store is asked whether anything changed.
    ///
    /// With the 250 ms within which samples are committed, what a
    /// viewer sees is at most half a second old.
    static let interval = Latency.milliseconds(200)
    /// A message goes out at least so often, so that ages go on and lost viewers are noticed.
    private static let heartbeat = Latency.seconds(1)
    /// So long after the last question the store is left alone.
    private static let interest = Latency.seconds(10)

    private struct State {
        var tracks: [String: LiveTrack] = [:]
        var newest: [RunProgress] = []
        var changeCount: Int?
        var asked: MonotonicTime?
        var looked: MonotonicTime?
        var sent: MonotonicTime?
        var sequence = 0
        var hasFailed = false
    }

    let viewers: LiveViewers
    private let desk: StoreDesk
    private let clock: any LabClock
    private let logger: Logger
    private let state = Mutex(State())

    init(_ desk: StoreDesk, clock: any LabClock, viewers: Int, logger: Logger) {
        self.desk = desk
        self.clock = clock
        self.logger = logger
        self.viewers = LiveViewers(limit: viewers)
    }

    /// Looks and tells until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            if isWanted {
                await look()
            }
            try? await clock.sleep(for: Self.interval)
        }
        viewers.end()
    }

    /// What is measured now; looks first where nobody did lately.
    func snapshot() async -> LiveSnapshot {
        let now = clock.monotonicNow()
        let isFresh = state.withLock { state in
            state.asked = now
            return state.looked.map { now - $0 < .milliseconds(400) } ?? false
        }
        if !isFresh {
            await look()
        }
        return state.withLock { snapshot($0, isWhole: true) }
    }

    /// Follows the feed.
    /// - Returns: messages as server-sent events, the first with everything so far.
    func follow() async throws -> AsyncStream<ByteBuffer> {
        _ = await snapshot()
        return try state.withLock { state throws in
            try viewers.join(first: Self.message("snapshot", snapshot(state, isWhole: true), id: state.sequence))
        }
    }

    private var isWanted: Bool {
        let now = clock.monotonicNow()
        return viewers.count > 0 || state.withLock { $0.asked.map { now - $0 < Self.interest } ?? false }
    }

    private func look() async {
        do {
            let (before, seen) = state.withLock { ($0.changeCount, $0.tracks.mapValues(\.sequence)) }
            let isRunning = !seen.isEmpty
            let news = try await desk.read { store -> (Int, [RunProgress])? in
                let count = try store.changeCount()
                // Processes that measure can go away without a word: the list is read now and then without a change.
                guard count != before || isRunning else { return nil }
                return (count, try store.progress(after: seen))
            }
            try take(news, after: seen)
            state.withLock { $0.hasFailed = false }
        } catch {
            // Once for as long as it lasts: the next look is a fifth of a second away.
            let isNew = state.withLock { state in
                defer { state.hasFailed = true }
                return !state.hasFailed
            }
            if isNew {
                logger.error("cannot read what is measured", metadata: ["error": "\(error)"])
            }
        }
    }

    private func take(_ news: (changeCount: Int, runs: [RunProgress])?, after seen: [String: Int]) throws {
        let now = clock.monotonicNow()
        try state.withLock { state in
            state.looked = now
            let known = Set(state.newest.map(\.uuid))
            if let news {
                state.changeCount = news.changeCount
                add(news.runs, after: seen, to: &state)
            }
            let hasChanged = news.map { $0.runs.contains { !$0.samples.isEmpty } || Set($0.runs.map(\.uuid)) != known }
            let isDue = state.sent.map { now - $0 >= Self.heartbeat } ?? true
            guard hasChanged == true || isDue, viewers.count > 0 else { return }
            state.sent = now
            state.sequence += 1
            let id = state.sequence
            try viewers.send(
                Self.message("update", snapshot(state, isWhole: false), id: id),
                whole: { try Self.message("snapshot", snapshot(state, isWhole: true), id: id) }
            )
            for uuid in state.tracks.keys {
                state.tracks[uuid]?.told()
            }
        }
    }

    private func add(_ runs: [RunProgress], after seen: [String: Int], to state: inout State) {
        var tracks: [String: LiveTrack] = [:]
        for run in runs {
            var track = state.tracks[run.uuid] ?? LiveTrack(startedAt: run.startedAt)
            // Of two looks at once the second has read again what the first gave: the next look brings the rest.
            if (seen[run.uuid] ?? -1) == track.sequence {
                track.add(run)
            }
            tracks[run.uuid] = track
        }
        state.tracks = tracks
        state.newest = runs.map { run in
            var run = run
            run.samples = []
            return run
        }
    }

    private func snapshot(_ state: State, isWhole: Bool) -> LiveSnapshot {
        let now = clock.now()
        let runs = state.newest.compactMap { progress in
            state.tracks[progress.uuid]?.run(progress, now: now, isWhole: isWhole)
        }
        return LiveSnapshot(at: now.iso8601, runs: runs)
    }

    private static func message(_ event: String, _ snapshot: LiveSnapshot, id: Int) throws -> ByteBuffer {
        var buffer = ByteBuffer(string: "event: \(event)\nid: \(id)\n")
        if event == "snapshot" {
            // Browsers wait for seconds before they ask again unless told otherwise.
            buffer.writeString("retry: 500\n")
        }
        buffer.writeString("data: ")
        buffer.writeBytes(try JSONAnswer.bytes(snapshot))
        buffer.writeString("\n\n")
        return buffer
    }
}
