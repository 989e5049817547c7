import Foundation

/// A copy of a database and of its log or journal, in a folder of its own, removed with it.
final class TemporaryCopy {
    /// The copy.
    let path: String
    private let folder: URL

    /// Copies a database that nobody has open.
    /// - Throws: ``RunStoreError/failed(path:reason:)`` where there is no room, or it cannot be read.
    init(of path: String) throws(RunStoreError) {
        let files = FileManager.default
        folder = files.temporaryDirectory.appending(path: "glasslab-merge-\(UUID().uuidString)")
        self.path = folder.appending(path: "copy.sqlite").path
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            for suffix in ["", "-wal", "-journal"] where suffix.isEmpty || files.fileExists(atPath: path + suffix) {
                try files.copyItem(atPath: path + suffix, toPath: self.path + suffix)
            }
        } catch {
            throw .failed(path: path, reason: "it cannot be copied to \(folder.path): \(error.localizedDescription)")
        }
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}
