import Foundation
public import LabModel

/// Looks for a program that computes VMAF: named by option or environment, on the PATH, or set up for the lab.
public struct VMAFSearch: Sendable {
    /// Files of the PATH that are tried.
    private static let mostFolders = 64

    private let option: String?
    private let environment: [String: String]
    private let limit: Latency

    /// Prepares a search.
    ///
    /// - Parameters:
    ///   - option: what `--vmaf-tool` named; nil where it was not given.
    ///   - environment: the process's variables: `GLASSLAB_VMAF`, `PATH`, `XDG_DATA_HOME` and `HOME` are read.
    ///   - limit: how long each program may take to say what it is.
    public init(option: String?, environment: [String: String], limit: Latency = .seconds(20)) {
        self.option = option
        self.environment = environment
        self.limit = limit
    }

    /// Finds the first that works; a program that was named and does not work is an error, never passed over.
    ///
    /// - Throws: ``QualityError/vmaf(_:)`` with ``VMAFFailure/notFound(looked:)`` or why the one that was named does not
    ///   work.
    public func find() throws(QualityError) -> VMAFTool {
        do throws(VMAFFailure) {
            if let option, !option.isEmpty {
                return try VMAFInquiry(path: located(option), limit: limit).tool(from: .option)
            }
            if let named = environment["GLASSLAB_VMAF"], !named.isEmpty {
                return try VMAFInquiry(path: located(named), limit: limit).tool(from: .environment)
            }
            return try unnamed()
        } catch {
            throw .vmaf(error)
        }
    }

    /// Where `scripts/setup-vmaf` lays the program; nil where there is no home.
    public static func setUpPath(environment: [String: String]) -> String? {
        let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        return (data ?? home.map { $0 + "/.local/share" }).map { $0 + "/glasslab/vmaf/ffmpeg" }
    }

    private func unnamed() throws(VMAFFailure) -> VMAFTool {
        var looked: [String] = []
        for path in onPath("ffmpeg") {
            do throws(VMAFFailure) {
                return try VMAFInquiry(path: path, limit: limit).tool(from: .path)
            } catch {
                looked.append("\(path) (\(error.what))")
            }
        }
        if looked.isEmpty {
            looked.append("the PATH (no ffmpeg)")
        }
        if let path = Self.setUpPath(environment: environment) {
            if FileManager.default.isExecutableFile(atPath: path) {
                // Set up and broken is worth being told.
                return try VMAFInquiry(path: path, limit: limit).tool(from: .setUp)
            }
            looked.append("\(path) (not there)")
        }
        throw .notFound(looked: looked)
    }

    /// The file that a name without a folder means; where there is none, the name itself.
    private func located(_ name: String) -> String {
        name.contains("/") ? name : onPath(name).first ?? name
    }

    private func onPath(_ name: String) -> [String] {
        let folders = (environment["PATH"] ?? "").split(separator: ":").prefix(Self.mostFolders)
        var paths: [String] = []
        for folder in folders where folder.hasPrefix("/") {
            let path = "\(folder)/\(name)"
            if FileManager.default.isExecutableFile(atPath: path), !paths.contains(path) {
                paths.append(path)
            }
        }
        return paths
    }
}
