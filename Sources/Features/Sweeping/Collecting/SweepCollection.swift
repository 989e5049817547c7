public import Foundation
import LabModel
public import Planning
import RunStore

/// The published results of a sweep, brought together in one store.
public struct SweepCollection: Sendable {
    /// What was brought together.
    public struct Outcome: Sendable {
        /// The store.
        public var store: String
        /// How many lines the sweep has.
        public var lines: Int
        /// How many of them are in the store.
        public var collected: Int
        /// How many runs the store has: one a line and provider.
        public var runs: Int
        /// Lines whose published store cannot be merged, and why.
        public var unusable: [(line: Int, reason: String)]

        /// Whether every line is in the store.
        public var isWhole: Bool { collected == lines }
    }

    private let folder: SweepFolder
    private let lines: [SweepLine]
    private let temporary: String

    /// Prepares a collection.
    ///
    /// - Parameters:
    ///   - folder: the sweep.
    ///   - lines: its inputs' lines.
    ///   - temporary: the folder for temporary files on this machine's own disk.
    public init(
        _ folder: SweepFolder,
        lines: [SweepLine],
        temporary: String = FileManager.default.temporaryDirectory.path
    ) {
        self.folder = folder
        self.lines = lines
        self.temporary = temporary
    }

    /// Makes the sweep's store of exactly the published results, in the lines' order, in place of an older one.
    ///
    /// It is made anew on this machine's own disk and put into its place when it is whole; done again, it is the same. So no
    /// run of an attempt that is not the line's result is ever in it.
    ///
    /// - Parameters:
    ///   - onProgress: told how many of how many lines are looked at.
    ///   - report: writes the reports of the new store, at the path that it is given, before that is in its place; told what
    ///     was brought together.
    /// - Returns: what was brought together.
    /// - Throws: ``SweepingError``; ``LabModel/LabError`` of the store; what `report` throws. An older store stays then.
    public func collect(
        onProgress: (_ done: Int, _ lines: Int) -> Void = { _, _ in },
        report: (_ store: String, _ outcome: Outcome) async throws -> Void = { _, _ in }
    ) async throws -> Outcome {
        guard let lock = try FileLock.take(folder.collectLock, .alone) else {
            throw SweepingError.busy(path: folder.path)
        }
        defer { withExtendedLifetime(lock) {} }
        let work = try AttemptFolder.make(in: temporary)
        let outcome = try merge(into: work.storeFile, onProgress)
        try RunStore.seal(work.storeFile)
        try await report(work.storeFile, outcome)
        try settleOldStore()
        try WholeFile.replace(folder.storeFile, withCopyOf: work.storeFile)
        WholeFile.removeLeftovers(of: folder.storeFile)
        return outcome
    }

    private func merge(into path: String, _ onProgress: (Int, Int) -> Void) throws -> Outcome {
        let store = try RunStore.open(path)
        var outcome = Outcome(store: folder.storeFile, lines: lines.count, collected: 0, runs: 0, unusable: [])
        for (index, line) in lines.enumerated() {
            try Task.checkCancellation()
            onProgress(index, lines.count)
            let place = folder.folder(of: line)
            guard place.isDone else { continue }
            do throws(RunStoreError) {
                let merged = try store.merge(from: place.storeFile)
                outcome.collected += 1
                outcome.runs += merged.added.count
            } catch .diskFull {
                throw SweepingError.diskFull(path: path)
            } catch {
                outcome.unusable.append((index + 1, "\(error)"))
            }
        }
        onProgress(lines.count, lines.count)
        return outcome
    }

    /// Brings what somebody wrote into the old store's log into the old store: a log beside a new file would damage it.
    private func settleOldStore() throws {
        let leavings = ["-wal", "-journal"].map { folder.storeFile + $0 }
        guard leavings.contains(where: WholeFile.exists) else { return }
        try RunStore.seal(folder.storeFile)
    }
}
