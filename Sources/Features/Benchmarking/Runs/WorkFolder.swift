internal import Foundation

/// A new folder for a benchmark's files, removed with all of them.
final class WorkFolder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "glasslab-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String {
        path + "/" + name
    }
}
