import Foundation
import Glibc

/// A new file that is written from its start to its end; it bears its name only when it is whole.
public final class OutputFile {
    private let handle: FileHandle
    private let path: String
    private let partial: String
    private var isWhole = false

    /// Makes the file beside its final place, as `PATH.partial`.
    ///
    /// - Parameter path: the final place; an older file there stays until ``close()``.
    /// - Throws: ``CommandError/outputFailed(path:reason:)``.
    public init(_ path: String) throws(CommandError) {
        self.path = path
        partial = path + ".partial"
        let isMade = FileManager.default.createFile(atPath: partial, contents: nil)
        guard isMade, let handle = FileHandle(forWritingAtPath: partial) else {
            throw .outputFailed(path: path, reason: String(cString: strerror(errno)))
        }
        self.handle = handle
    }

    deinit {
        if !isWhole {
            try? FileManager.default.removeItem(atPath: partial)
        }
    }

    /// Appends text.
    ///
    /// - Parameter text: what to append.
    /// - Throws: ``CommandError/outputFailed(path:reason:)``.
    public func write(_ text: String) throws(CommandError) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw .outputFailed(path: path, reason: error.localizedDescription)
        }
    }

    /// Ends the file and gives it its name, in place of an older one.
    ///
    /// - Throws: ``CommandError/outputFailed(path:reason:)``.
    public func close() throws(CommandError) {
        do {
            try handle.close()
        } catch {
            throw .outputFailed(path: path, reason: error.localizedDescription)
        }
        guard rename(partial, path) == 0 else {
            throw .outputFailed(path: path, reason: String(cString: strerror(errno)))
        }
        isWhole = true
    }
}
