public import Foundation
public import LabModel
import Machine
public import Planning

/// A sweep on this machine alone: all lines that are not done, so many at a time.
public struct LocalSweep: Sendable {
    /// How it is run.
    public struct Settings: Sendable {
        /// How many lines are measured at once, at least 1; more than one measure each other.
        public var jobs: Int
        /// By how much lines that could start together start one after another.
        public var stagger: Latency
        /// The executable start-task-and-client.
        public var launcher: String
        /// The folder for temporary files on this machine's own disk.
        public var temporary: String
        /// How long to wait before a line is tried again after something passing.
        public var pause = Latency.seconds(2)

        /// Makes settings; each argument is the property of its name.
        public init(
            jobs: Int = 1,
            stagger: Latency = .milliseconds(500),
            launcher: String,
            temporary: String = FileManager.default.temporaryDirectory.path
        ) {
            self.jobs = max(1, jobs)
            self.stagger = stagger
            self.launcher = launcher
            self.temporary = temporary
        }
    }

    /// How often a line is tried again after something passing.
    public static let retries = 2

    private let folder: SweepFolder
    private let manifest: SweepManifest
    private let lines: [SweepLine]
    private let settings: Settings
    private let clock: any LabClock

    /// Prepares a sweep that was begun.
    ///
    /// - Parameters:
    ///   - folder: where it lies.
    ///   - manifest: what it is.
    ///   - lines: its inputs' lines.
    ///   - settings: how to run it.
    ///   - clock: the clock of waiting and of the results.
    public init(
        _ folder: SweepFolder,
        manifest: SweepManifest,
        lines: [SweepLine],
        settings: Settings,
        clock: any LabClock
    ) {
        self.folder = folder
        self.manifest = manifest
        self.lines = lines
        self.settings = settings
        self.clock = clock
    }

    /// Does every line that is not done, in the inputs' order.
    ///
    /// Where the task is cancelled, running lines are asked to end and waited for; what is done stays done. A line that fails
    /// keeps none of the others from being done.
    ///
    /// - Parameter onProgress: told how far it is whenever that changes, and each second.
    /// - Returns: how far it came.
    /// - Throws: ``SweepingError/busy(path:)`` where another process runs it; what is wrong with files, once the running lines
    ///   have ended: no further line is begun then.
    public func run(
        onProgress: @escaping @Sendable (SweepProgress) -> Void = { _ in }
    ) async throws(SweepingError) -> SweepProgress {
        guard let lock = try FileLock.take(folder.runLock, .alone) else { throw .busy(path: folder.path) }
        defer { withExtendedLifetime(lock) {} }
        let note = ProcessNote(
            host: LineRun.hostName,
            process: ProcessInfo.processInfo.processIdentifier,
            startedAt: clock.now().iso8601,
            jobs: settings.jobs
        )
        lock.note(String(decoding: try SweepFile.encode(note, path: folder.runLock), as: UTF8.self))
        let board = ProgressBoard(
            lines: lines.map(\.name),
            done: Set(lines.indices.filter { folder.folder(of: lines[$0]).isDone }),
            lengths: lines.compactMap { ((try? folder.folder(of: $0).result()) ?? nil)?.length },
            jobs: settings.jobs,
            clock: clock,
            onChange: onProgress
        )
        let ticking = Task {
            while (try? await clock.sleep(for: .seconds(1))) != nil {
                board.tell()
            }
        }
        defer { ticking.cancel() }
        if let error = await doLines(board) { throw error }
        return board.progress
    }

    /// Does all open lines; returns what is wrong with files, if anything.
    private func doLines(_ board: ProgressBoard) async -> SweepingError? {
        await withTaskGroup(of: SweepingError?.self) { group in
            var open = board.open[...]
            var first: SweepingError?
            var (begun, running) = (0, 0)
            while true {
                while let next = open.first, running < settings.jobs, first == nil, !Task.isCancelled {
                    open.removeFirst()
                    // Only the first lines could start together; each further one starts where one has ended.
                    let place = begun < settings.jobs ? begun : 0
                    let delay = Latency(nanoseconds: settings.stagger.nanoseconds * Int64(place))
                    (begun, running) = (begun + 1, running + 1)
                    group.addTask { await doLine(next, delay: delay, board) }
                }
                guard let ended = await group.next() else { return first }
                running -= 1
                first = first ?? ended
            }
        }
    }

    /// Does one line, again where something passing went wrong.
    private func doLine(_ index: Int, delay: Latency, _ board: ProgressBoard) async -> SweepingError? {
        board.begin(index)
        var order = LineOrder(
            folder: folder,
            number: index + 1,
            line: lines[index],
            options: manifest.sweepOptions,
            delay: delay
        )
        order.restartLimit = Self.retries
        while true {
            do throws(SweepingError) {
                let run = LineRun(order, launcher: settings.launcher, clock: clock, temporary: settings.temporary)
                let outcome = try await run.run()
                if case .transient = outcome, !Task.isCancelled {
                    order.restarts += 1
                    order.delay = settings.pause
                    continue
                }
                board.end(index, outcome)
                return nil
            } catch {
                board.end(index, .transient(reason: "\(error)"))
                return error
            }
        }
    }
}

extension SweepManifest {
    /// The options that hold for every line that does not give them itself.
    public var sweepOptions: [SweepOption] {
        options.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return SweepOption(name: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
    }
}
