import Foundation

/// Files that hold what a test expects; recorded anew with `GLASSLAB_RECORD=1` in the environment.
public struct GoldenFolder: Sendable {
    private let folder: URL

    /// Names the folder `Golden` beside a test's source file.
    ///
    /// - Parameter file: the test's `#filePath`.
    public init(beside file: String) {
        folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Golden")
    }

    /// What a file says that a text should be; the text itself is recorded first where that is asked for.
    ///
    /// - Parameters:
    ///   - name: the file's name.
    ///   - text: what the test got.
    /// - Returns: the file's text.
    /// - Throws: what reading or writing the file throws.
    public func expected(_ name: String, got text: String) throws -> String {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["GLASSLAB_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
