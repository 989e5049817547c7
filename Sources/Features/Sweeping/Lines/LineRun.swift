public import Foundation
public import LabModel
import Machine
import Planning
import RunStore
import SlurmJobs

/// One attempt at a line: measured on this machine's own disk, published when it is whole.
///
/// However often a line is done, here or elsewhere, at once or again, its first complete attempt is its result, and all
/// others are thrown away: publishing is one hard link, which exactly one attempt gets.
public struct LineRun: Sendable {
    /// How often a line is started again for something passing before that counts as a failure.
    public static let restartLimit = BatchScript(command: []).maxRestarts

    private let order: LineOrder
    private let launcher: String
    private let temporary: String
    private let clock: any LabClock
    private let place: LineFolder
    private let pictures: WorstPictures

    /// Prepares an attempt.
    ///
    /// - Parameters:
    ///   - order: the line.
    ///   - launcher: the executable start-task-and-client.
    ///   - clock: the clock of waiting and of the result.
    ///   - temporary: the folder for temporary files on this machine's own disk.
    ///   - working: the process's working folder, below which pictures are kept until the line's folder has them.
    public init(
        _ order: LineOrder,
        launcher: String,
        clock: any LabClock,
        temporary: String = NSTemporaryDirectory(),
        working: String = FileManager.default.currentDirectoryPath
    ) {
        self.order = order
        self.launcher = launcher
        self.clock = clock
        self.temporary = temporary
        place = order.folder.folder(of: order.line)
        pictures = WorstPictures(working: working, place: place)
    }

    /// Does the line, unless it is done; where the task is cancelled, what it started is ended and waited for.
    ///
    /// - Returns: what became of it.
    /// - Throws: ``SweepingError`` where files are at fault, not the line.
    public func run() async throws(SweepingError) -> LineOutcome {
        let startedAt = clock.now()
        if try settled() { return .alreadyDone }
        try WholeFile.makeFolder(place.path)
        let abandoned = place.abandoned()
        let presence = try FileLock.take(place.lockFile, .together)
        defer { withExtendedLifetime(presence) {} }
        if let abandoned {
            // Before the note of this attempt replaces the only trace of that one.
            try fail(abandoned, startedAt: startedAt)
        }
        note(on: presence, startedAt: startedAt)
        defer { note(on: presence, startedAt: startedAt, endedAt: clock.now()) }
        do {
            try await clock.sleep(for: order.delay)
        } catch {
            return .interrupted
        }
        if try settled() { return .alreadyDone }
        let attempt = try AttemptFolder.make(in: temporary)
        let ending = try await launch(into: attempt)
        return try conclude(attempt, ending, startedAt: startedAt)
    }

    private func note(on lock: FileLock?, startedAt: WallTime, endedAt: WallTime? = nil) {
        var note = ProcessNote(
            host: Self.hostName,
            process: ProcessInfo.processInfo.processIdentifier,
            startedAt: startedAt.iso8601
        )
        note.endedAt = endedAt?.iso8601
        note.job = order.job
        if let data = try? SweepFile.encode(note, path: place.lockFile) {
            lock?.note(String(decoding: data, as: UTF8.self))
        }
    }

    private func launch(into attempt: AttemptFolder) async throws(SweepingError) -> Launcher.Ending {
        let arguments = order.arguments(
            store: attempt.storeFile,
            process: ProcessInfo.processInfo.processIdentifier
        )
        var process = Launcher(path: launcher, logFile: place.logFile, clock: clock)
        process.patience.second = process.patience.second + LineTime.extraEnd(for: order.allOptions)
        return try await process.run(
            arguments,
            heading: "== \(clock.now().iso8601) line \(order.number) on \(Self.hostName), restart \(order.restarts)",
            limit: LineTime.limit(for: order.allOptions)
        )
    }

    private func conclude(
        _ attempt: AttemptFolder,
        _ ending: Launcher.Ending,
        startedAt: WallTime
    ) throws(SweepingError) -> LineOutcome {
        let measured = try measuredRuns(attempt.storeFile)
        if let measured, isResult(measured, in: attempt.storeFile, of: ending) {
            return try publish(attempt.storeFile, runs: measured, ending, startedAt: startedAt)
        }
        let outcome = failure(ending, measured)
        let reason = outcome.reason ?? "it was interrupted"
        let runs = (measured ?? []).map(\.uuid)
        if case .failed = outcome, !runs.isEmpty {
            try WholeFile.replace(place.incompleteFile, withCopyOf: attempt.storeFile)
            tell(pictures.keep(runs))
        } else {
            pictures.discard(runs)
        }
        if try settled() { return .late }
        let failed = FailedAttempt(
            reason: reason,
            exitCode: ending.exitCode,
            endedAt: clock.now().iso8601,
            host: Self.hostName
        )
        do throws(SweepingError) {
            try fail(failed, startedAt: startedAt, isPassing: outcome.isTransient)
        } catch {
            // Whoever was interrupted has ended what it started, whether that can be written down or not.
            guard outcome == .interrupted else { throw error }
        }
        return outcome
    }

    private func failure(_ ending: Launcher.Ending, _ measured: [RunListing]?) -> LineOutcome {
        if Task.isCancelled { return .interrupted }
        let reason = reason(for: ending, measured)
        return isPassing(ending, measured) && order.restarts < order.restartLimit
            ? .transient(reason: reason) : .failed(reason: reason)
    }

    /// Writes down that an attempt left no result, beside those before it.
    private func fail(
        _ attempt: FailedAttempt,
        startedAt: WallTime,
        isPassing: Bool = false
    ) throws(SweepingError) {
        var failed = result(
            .failed,
            runs: [],
            startedAt: startedAt,
            exitCode: attempt.exitCode,
            reason: attempt.reason
        )
        failed.host = attempt.host
        failed.isPassing = isPassing
        // Two that begin at once both find the one that died before them.
        if !failed.failedAttempts.contains(attempt) {
            failed.failedAttempts = (failed.failedAttempts + [attempt]).suffix(FailedAttempt.limit)
        }
        try place.write(failed)
    }

    /// Whether what was measured is what the line asked for, by a launcher that was done.
    ///
    /// One that could not stop its task on AWS is done in part alone, and so is one whose runs have gaps. Runs that have none
    /// are whole, whatever becomes of the task: it stays in the tasks' journal, for the next start to stop.
    private func isResult(_ runs: [RunListing], in store: String, of ending: Launcher.Ending) -> Bool {
        guard !runs.isEmpty, runs.allSatisfy(isWhole) else { return false }
        switch Int32(ending.exitCode) {
        case ExitStatus.done.rawValue: return true
        case ExitStatus.partial.rawValue:
            guard let store = try? RunStore.open(store, mode: .readOnly) else { return false }
            return runs.allSatisfy { listing in
                guard let run = try? store.run(named: "\(listing.id)@\(listing.attempt)"),
                    let summary = try? store.summary(of: run)
                else {
                    return false
                }
                return !summary.hasGaps
            }
        default: return false
        }
    }

    /// Whether a run is what the line asked for.
    ///
    /// A live stream that comes to its own end was ended, with its streamer, by somebody else: a file's content starts again
    /// at its end.
    private func isWhole(_ run: RunListing) -> Bool {
        run.state == .complete && run.endReason != .endOfStream
    }

    /// Whether the same again may succeed: the launcher says so, or somebody ended it or its streamer.
    private func isPassing(_ ending: Launcher.Ending, _ measured: [RunListing]?) -> Bool {
        guard !ending.isOverdue else { return false }
        let wasEnded = (measured ?? []).contains {
            [.interrupted, .endOfStream].contains($0.endReason) && !isWhole($0)
        }
        return ending.exitCode == ExitStatus.transient.rawValue || ending.exitCode > 128 || wasEnded
    }

    /// The runs in an attempt's store, which is one closed file from then on; nil where there is none that can be read.
    private func measuredRuns(_ store: String) throws(SweepingError) -> [RunListing]? {
        guard WholeFile.exists(store) else { return nil }
        do {
            try RunStore.seal(store)
            return try RunStore.open(store, mode: .readOnly).runs()
        } catch .diskFull {
            throw .diskFull(path: store)
        } catch {
            return nil
        }
    }

    private func publish(
        _ store: String,
        runs: [RunListing],
        _ ending: Launcher.Ending,
        startedAt: WallTime
    ) throws(SweepingError) -> LineOutcome {
        guard try WholeFile.create(place.storeFile, asCopyOf: store) == .published else {
            pictures.discard(runs.map(\.uuid))
            return .late
        }
        // The line is done; what follows tells about it, and the next attempt mends what is missing.
        if ending.exitCode != 0 {
            tell(["the runs are whole; what the launcher exited with \(ending.exitCode) for stands above"])
        }
        tell(["published as \(place.storeFile)"])
        try place.write(
            result(
                .done,
                runs: runs.reversed().map(\.uuid),
                startedAt: startedAt,
                exitCode: ending.exitCode,
                reason: nil
            )
        )
        tell(pictures.keep(runs.map(\.uuid)))
        finishUp()
        return .done
    }

    private func tell(_ troubles: [String]) {
        for trouble in troubles {
            Launcher.append("== \(clock.now().iso8601) \(trouble)", to: place.logFile)
        }
    }

    /// Whether the line is done; mends what a killed attempt left undone behind its publishing.
    private func settled() throws(SweepingError) -> Bool {
        guard place.isDone else { return false }
        finishUp()
        let found = try? place.result()
        guard found?.state != .done else { return true }
        let runs: [RunListing] = ((try? RunStore.open(place.storeFile, mode: .readOnly).runs()) ?? []).reversed()
        let began = runs.first.map(\.startedAt) ?? clock.now()
        var mended = result(.done, runs: runs.map(\.uuid), startedAt: began, exitCode: 0, reason: nil)
        mended.endedAt = modified(place.storeFile) ?? mended.endedAt
        try place.write(mended)
        return true
    }

    private func finishUp() {
        WholeFile.removeLeftovers(of: place.storeFile)
        WholeFile.removeLeftovers(of: place.incompleteFile)
        WholeFile.removeLeftovers(of: place.resultFile)
        try? FileManager.default.removeItem(atPath: place.incompleteFile)
    }

    private func modified(_ path: String) -> String? {
        let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        return date.flatMap { WallTime(seconds: $0.timeIntervalSince1970)?.iso8601 }
    }

    private func reason(for ending: Launcher.Ending, _ measured: [RunListing]?) -> String {
        if ending.isOverdue {
            return "it took longer than \(Latency.text(of: LineTime.limit(for: order.allOptions))) and was ended"
        }
        if ending.exitCode > 128 {
            return "it was ended by signal \(ending.exitCode - 128)"
        }
        let early = (measured ?? []).filter { !isWhole($0) }.compactMap(\.endReason?.rawValue)
        if [ExitStatus.done.rawValue, ExitStatus.partial.rawValue].contains(Int32(ending.exitCode)),
            let end = early.first
        {
            return "it ended early: \(end)"
        }
        if ending.exitCode == 0 {
            return "it left no complete run behind"
        }
        return ending.lastWords.isEmpty ? "it exited with \(ending.exitCode)" : ending.lastWords
    }

    private func result(
        _ state: LineResult.State,
        runs: [String],
        startedAt: WallTime,
        exitCode: Int?,
        reason: String?
    ) -> LineResult {
        // A result that cannot be read is replaced: it tells nothing that could be kept.
        let before = (try? place.result()) ?? nil
        return LineResult(
            line: order.number,
            name: order.line.name,
            state: state,
            exitCode: exitCode,
            runs: runs,
            startedAt: startedAt.iso8601,
            endedAt: clock.now().iso8601,
            restarts: order.restarts,
            host: Self.hostName,
            reason: reason,
            job: order.job,
            failedAttempts: before?.failedAttempts ?? []
        )
    }

    static let hostName = Host.facts()["hostname"]?.description ?? "unknown"
}
