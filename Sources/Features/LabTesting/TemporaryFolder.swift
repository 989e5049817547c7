import Foundation

/// A new folder of a test's own, removed with everything in it when nobody holds it any more.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes the folder.
    /// - Throws: what making it throws.
    public init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "glasslab-\(UUID().uuidString.lowercased())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A path inside the folder.
    public func file(_ name: String) -> String {
        path + "/" + name
    }
}
