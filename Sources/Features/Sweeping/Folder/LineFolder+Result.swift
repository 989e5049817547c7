import Foundation

extension LineFolder {
    /// Whether the line is done: its store is published.
    public var isDone: Bool { WholeFile.exists(storeFile) }

    /// How the line ended; nil where it did not yet, or where that was not written.
    /// - Throws: what is wrong with the file.
    public func result() throws(SweepingError) -> LineResult? {
        guard let data = try WholeFile.read(resultFile, limit: 1 << 20) else { return nil }
        return try SweepFile.decode(LineResult.self, from: data, path: resultFile)
    }

    /// The attempt that began last and neither ended nor is at work on a machine that this one sees; nil where there is none.
    ///
    /// That is how an attempt looks that was killed, with its machine or alone: nobody could write down why.
    func abandoned() -> FailedAttempt? {
        guard FileLock.state(of: lockFile) == .free, let note = ProcessNote.read(lockFile), note.endedAt == nil else {
            return nil
        }
        return FailedAttempt(reason: "it began at \(note.startedAt) and never ended", host: note.host)
    }

    /// Writes how the line ended, in place of what was written before.
    func write(_ result: LineResult) throws(SweepingError) {
        try WholeFile.replace(resultFile, with: try SweepFile.encode(result, path: resultFile))
    }
}
