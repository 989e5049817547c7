import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Tasks
import Testing

@testable import Measuring

@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct SelftestTests {
    private func selftest(_ checks: [SelftestCheck], streamer: String? = nil) -> Selftest {
        Selftest(checks, streamer: streamer ?? BuiltExecutable("streamer").path, clock: SystemClock())
    }

    @Test func plantedDropsAreCountedExactly() async throws {
        let folder = try TemporaryFolder()
        let seen = Mutex<[SelftestCheck]>([])
        let report = try await selftest([.drops]).run(in: folder.path) { progress in
            seen.withLock { $0.append(progress.check) }
            #expect(progress.total > .seconds(1) && progress.elapsed >= .zero)
        }
        #expect(report.ok, "\(report.text())")
        #expect(report.rows.count == 4)
        #expect(report.rows[0].planted >= 5)
        #expect(report.durationS > 4)
        #expect(Set(seen.withLock { $0 }) == [.drops])
    }

    /// The bound is hard: however busy the machine, no frame's offset may lie outside its own.
    @Test func aWrongClockIsFoundOutWithinTheStatedBound() async throws {
        let folder = try TemporaryFolder()
        let rows = try await selftest([.clock]).run(in: folder.path).rows
        #expect(rows.count == 3)
        #expect(rows[0].isWithin, "\(rows[0])")
        #expect(rows[0].planted > 250 && rows[0].planted < 255)
        #expect(rows[0].limit == rows[1].measured)
        #expect(rows[2].measured == 0)
    }

    @Test func everyCheckSaysWhatItPlants() {
        #expect(SelftestCheck.allCases.map(\.rawValue) == ["relay", "clock", "drops", "stall", "link"])
        #expect(SelftestCheck.usual == SelftestCheck.allCases.filter { $0 != .link })
        for check in SelftestCheck.allCases {
            let (usual, long) = (check.planted(isLong: false).length, check.planted(isLong: true).length)
            #expect(!check.about.isEmpty && usual > .zero && long >= usual)
        }
        let whole = SelftestCheck.allCases.reduce(Latency.zero) { $0 + $1.planted(isLong: false).length }
        #expect(whole < .seconds(60))
    }

    @Test func noChecksAreNoProof() async throws {
        let folder = try TemporaryFolder()
        let report = try await selftest([]).run(in: folder.path)
        #expect(report.rows.isEmpty && !report.ok)
    }

    @Test func aStreamerThatDoesNotServeIsAnError() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: TaskError.self) {
            try await selftest([.stall], streamer: "/bin/false").run(in: folder.path)
        }
    }

    @Test func cancellingEndsItSoon() async throws {
        let folder = try TemporaryFolder()
        let (progress, told) = AsyncStream.makeStream(of: Void.self)
        let selftest = selftest([.relay, .drops])
        let task = Task {
            try await selftest.run(in: folder.path) { _ in told.yield() }
        }
        var count = 0
        for await _ in progress {
            count += 1
            guard count >= 5 else { continue }
            task.cancel()
            break
        }
        await #expect(throws: (any Error).self) { try await task.value }
    }
}
