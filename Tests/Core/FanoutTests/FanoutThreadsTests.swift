import Fanout
import Foundation
import LabModel
import Synchronization
import Testing

/// One producer, several threads that serve viewers, viewers that come and go: the thread sanitizer watches this.
@Suite("Fanout across threads")
struct FanoutThreadsTests {
    private static let pieces = 2_000
    private static let viewersPerThread = 20

    /// What one thread's viewers saw.
    private struct Seen: Sendable {
        var holes = 0
        var chunks = 0
        var ended = 0
    }

    @Test("every viewer of every thread gets every piece from its start to the end, in order")
    func everybodyGetsEverything() async throws {
        // Room for every piece: on a busy machine the producer may be done before a viewer begins, and none is cut then.
        let limits = FanoutLimits(
            behindChunks: Self.pieces,
            behindTime: .seconds(1_000),
            keptChunks: 2 * Self.pieces,
            keptTime: .seconds(1_000)
        )
        let broadcaster = Broadcaster(limits: limits)
        // A viewer begins at the last keyframe there is: the first one has to be there before they join.
        broadcaster.publish(.synthetic(0, isKeyframe: true))
        let servers = (0..<3).map { _ in Server(broadcaster: broadcaster, viewers: Self.viewersPerThread) }
        for server in servers {
            await server.whenJoined()
        }
        for index in 1..<Self.pieces {
            broadcaster.publish(.synthetic(index, isKeyframe: index % 50 == 0))
        }
        broadcaster.finish()
        for server in servers {
            let seen = await server.result()
            #expect(seen.holes == 0)
            #expect(seen.chunks == Self.pieces * Self.viewersPerThread)
            #expect(seen.ended == Self.viewersPerThread)
        }
        #expect(broadcaster.counters.viewers == 0)
        #expect(broadcaster.counters.left == 60)
        #expect(broadcaster.counters.chunksSent == Self.pieces * 60)
    }

    @Test("joining and leaving while pieces come keeps the count right")
    func comingAndGoing() async {
        let broadcaster = Broadcaster()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for index in 0..<Self.pieces {
                    broadcaster.publish(.synthetic(index, isKeyframe: index % 10 == 0))
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for index in 0..<300 {
                        let viewer = broadcaster.join(at: MediaChunk.instant(index))
                        _ = viewer?.next(at: MediaChunk.instant(index))
                        viewer?.leave()
                    }
                }
            }
        }
        let counters = broadcaster.counters
        #expect(counters.joined == 900)
        #expect(counters.viewers == 0)
        #expect(counters.left + counters.cutInAll == 900)
    }

    /// A thread that sleeps until its waker rings, as an event loop does.
    private final class Server: Sendable {
        private let results: AsyncStream<Seen>
        private let joins: AsyncStream<Void>

        init(broadcaster: Broadcaster, viewers count: Int) {
            let (results, result) = AsyncStream.makeStream(of: Seen.self, bufferingPolicy: .bufferingNewest(1))
            let (joins, join) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            (self.results, self.joins) = (results, joins)
            let bell = DispatchSemaphore(value: 0)
            let waker = Waker { _ in bell.signal() }
            broadcaster.add(waker)
            let thread = Thread {
                var viewers: [(viewer: Viewer, last: Int)] = []
                for _ in 0..<count {
                    if let viewer = broadcaster.join(at: MediaChunk.instant(0)) {
                        viewers.append((viewer, -1))
                    }
                }
                join.yield()
                var seen = Seen()
                while seen.ended < count {
                    bell.wait()
                    waker.begin()
                    for index in viewers.indices {
                        Self.serve(&viewers[index], into: &seen)
                    }
                }
                broadcaster.remove(waker)
                result.yield(seen)
            }
            thread.start()
        }

        private static func serve(_ entry: inout (viewer: Viewer, last: Int), into seen: inout Seen) {
            while true {
                switch entry.viewer.next(at: MediaChunk.instant(0)) {
                case .chunk(let chunk, let sequence):
                    let isRight = Int(chunk.frame.rawValue) == entry.last + 1 && sequence == entry.last + 1
                    seen.holes += isRight && chunk.bytes.first == UInt8(truncatingIfNeeded: sequence) ? 0 : 1
                    seen.chunks += 1
                    entry.last = sequence
                case .ended where entry.last >= 0:
                    seen.ended += 1
                    entry.last = -2
                    return
                case .cut:
                    seen.holes += 1
                    seen.ended += 1
                    return
                case .ended, .wait:
                    return
                }
            }
        }

        func whenJoined() async {
            for await _ in joins { return }
        }

        func result() async -> Seen {
            for await seen in results { return seen }
            return Seen()
        }
    }
}
