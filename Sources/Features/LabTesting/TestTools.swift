import Foundation
public import Testing

/// Programs that only tests need, installed by `scripts/setup-tools`.
public enum TestTools {
    /// The folder of their environment.
    public static var folder: String {
        let environment = ProcessInfo.processInfo.environment
        let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        return (data ?? "\(environment["HOME"] ?? "")/.local/share") + "/glasslab/tools"
    }

    /// Where one of them lies, such as `moto_server`, `weed`, `schemathesis` or `python`.
    /// - Throws: what a failed requirement throws, where it is not installed.
    public static func path(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let path = "\(folder)/bin/\(name)"
        let isThere = FileManager.default.isExecutableFile(atPath: path)
        try #require(isThere, "\(name) is not installed: run scripts/setup-tools", sourceLocation: sourceLocation)
        return path
    }

    /// Where a file of one of their Python packages lies, such as `axe_core_python/axe.min.js`.
    /// - Throws: what a failed requirement throws, where it is not installed.
    public static func file(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/lib")) ?? []
        let places = versions.sorted().map { "\(folder)/lib/\($0)/site-packages/\(name)" }
        let path = places.first { FileManager.default.isReadableFile(atPath: $0) }
        return try #require(path, "\(name) is not installed: run scripts/setup-tools", sourceLocation: sourceLocation)
    }
}
