import Foundation
import LabModel

/// A new file that is written from its start to its end; it bears its name only when it is whole.
final class OutputFile {
    private let handle: FileHandle
    private let path: String
    private let partial: String
    private var isWhole = false

    /// Makes the file beside its final place.
    /// - Throws: ``RunConsoleError`` that names the file.
    init(_ path: String) throws {
        self.path = path
        partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil) else {
            throw RunConsoleError.notWritable(path: path, reason: String(cString: strerror(errno)))
        }
        handle = try FileHandle(forWritingTo: URL(filePath: partial))
    }

    deinit {
        if !isWhole {
            try? FileManager.default.removeItem(atPath: partial)
        }
    }

    /// Appends text.
    /// - Throws: ``RunConsoleError`` that names the file.
    func write(_ text: String) throws {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            throw RunConsoleError.notWritable(path: path, reason: error.localizedDescription)
        }
    }

    /// Ends the file and gives it its name, in place of an older one.
    /// - Throws: ``RunConsoleError`` that names the file.
    func close() throws {
        do {
            try handle.close()
            guard rename(partial, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            isWhole = true
        } catch {
            throw RunConsoleError.notWritable(path: path, reason: String(cString: strerror(errno)))
        }
    }
}
