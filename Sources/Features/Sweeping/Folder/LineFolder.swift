/// Where a line's result lies.
///
/// The line is done as soon as ``storeFile`` is there: it appears whole, once, and is never replaced. All else here only
/// tells about it.
public struct LineFolder: Hashable, Sendable {
    /// The folder.
    public let path: String

    /// The store of the line's first complete attempt.
    public var storeFile: String { path + "/lab.sqlite" }
    /// The store of the latest attempt that was measured, but not to its end; never merged.
    public var incompleteFile: String { path + "/incomplete.sqlite" }
    /// How the line ended: ``LineResult``.
    public var resultFile: String { path + "/result.json" }
    /// What all attempts wrote.
    public var logFile: String { path + "/log.txt" }
    /// Held, beside others, by each process that does the line, and tells since when: ``ProcessNote``.
    public var lockFile: String { path + "/running.lock" }
}
