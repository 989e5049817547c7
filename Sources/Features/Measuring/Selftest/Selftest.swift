internal import Foundation
public import LabModel
internal import RunStore
internal import Synchronization

/// The lab measures what it planted itself, with its own streamer and receiver over the loopback.
public struct Selftest: Sendable {
    /// How far it has come.
    public struct Progress: Sendable {
        /// The check that is running.
        public var check: SelftestCheck
        /// Time since the beginning.
        public var elapsed: Latency
        /// About how long all checks take.
        public var total: Latency
    }

    private let checks: [SelftestCheck]
    private let isLong: Bool
    private let streamer: String?
    private let clock: any LabClock

    /// Prepares the checks.
    ///
    /// - Parameters:
    ///   - checks: which, in this order.
    ///   - isLong: whether to hold for 1,000 ms too, and to measure each for longer.
    ///   - streamer: the streamer's executable; nil looks beside this executable, then on the PATH.
    ///   - clock: the machine's clock.
    public init(_ checks: [SelftestCheck], isLong: Bool = false, streamer: String? = nil, clock: any LabClock) {
        self.checks = checks
        self.isLong = isLong
        self.streamer = streamer
        self.clock = clock
    }

    /// Runs the checks, one after the other.
    ///
    /// Cancelling the task ends the check that runs; its streamer is stopped.
    ///
    /// - Parameters:
    ///   - folder: an empty folder for the runs; its owner removes it.
    ///   - onProgress: told some ten times a second how far it has come.
    /// - Returns: what was planted and measured.
    /// - Throws: what keeps a streamer or a receiver from working; `CancellationError`.
    public func run(
        in folder: String,
        onProgress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> SelftestReport {
        let store = try RunStore.open(folder + "/selftest.sqlite")
        let runClock = RunClock(clock)
        let start = runClock.monotonicNow()
        let planted = checks.map { ($0, $0.planted(isLong: isLong)) }
        let total = planted.reduce(Latency.zero) { $0 + $1.1.length }
        var rows: [SelftestRow] = []
        for (check, runner) in planted {
            let tell: @Sendable () -> Void = {
                onProgress(Progress(check: check, elapsed: runClock.monotonicNow() - start, total: total))
            }
            tell()
            try Task.checkCancellation()
            let lab = SelftestLab(store: store, clock: runClock, streamer: streamer, onProgress: tell)
            rows += try await runner.run(in: lab)
        }
        return SelftestReport(rows: rows, durationS: (runClock.monotonicNow() - start).seconds)
    }
}
