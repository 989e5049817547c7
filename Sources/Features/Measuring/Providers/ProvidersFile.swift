import Foundation
import LabModel
import YAMLFiles

/// Reads a file of providers: YAML, or JSON, which is YAML too.
enum ProvidersFile {
    /// The largest file, in bytes.
    static let byteLimit = 256 * 1_024
    /// The most providers of a file.
    static let providerLimit = 200

    /// Reads a file.
    /// - Throws: ``ProvidersError``.
    static func read(_ path: String) throws(ProvidersError) -> [ProviderChoice] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: byteLimit + 1) ?? Data() else {
            throw .unreadable(path: path, reason: "it is no file")
        }
        return try parse(Array(data), path: path)
    }

    /// Reads a file's bytes.
    /// - Throws: ``ProvidersError``.
    static func parse(_ bytes: [UInt8], path: String) throws(ProvidersError) -> [ProviderChoice] {
        let root: YAMLNode?
        do throws(YAMLError) {
            let shape = "a list of providers, each a mapping"
            root = try YAMLFile.parse(bytes, path: path, byteLimit: byteLimit, shape: shape)
        } catch {
            switch error {
            case .unreadable(let path, let reason): throw .unreadable(path: path, reason: reason)
            case .malformed(let place, let problem): throw .malformed(place, problem: problem)
            case .limit(let excess): throw .limit(excess.place, what: excess.what, remedy: excess.remedy)
            }
        }
        guard let root else { throw .missing(SourcePlace(path: path, line: 1, column: 1), field: "providers") }
        return try ProvidersReader().read(root)
    }
}
