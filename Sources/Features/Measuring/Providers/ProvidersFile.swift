import Foundation
import LabModel
import Yams

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
        guard bytes.count <= byteLimit else {
            throw .unreadable(path: path, reason: "it is larger than \(byteLimit / 1_024) KiB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(path: path, reason: "it is no UTF-8")
        }
        try YAMLLimits.check(text, path: path)
        let start = SourcePlace(path: path, line: 1, column: 1)
        guard let root = try compose(text, start) else { throw .missing(start, field: "providers") }
        return try ProvidersReader(path: path).read(root)
    }

    private static func compose(_ text: String, _ start: SourcePlace) throws(ProvidersError) -> Node? {
        do {
            return try Yams.compose(yaml: text, .default, .default, .utf8)
        } catch let error as YamlError {
            throw explained(error, start)
        } catch {
            throw .malformed(start, problem: "it cannot be read")
        }
    }

    /// What the parser says, without the file's text, which may hold secrets.
    private static func explained(_ error: YamlError, _ start: SourcePlace) -> ProvidersError {
        func place(_ mark: Mark) -> SourcePlace {
            SourcePlace(path: start.path, line: mark.line, column: mark.column)
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return .malformed(place(mark), problem: problem)
        case .duplicatedKeysInMapping(_, let context):
            return .malformed(place(context.mark), problem: "a key stands twice in one mapping")
        case .reader(let problem, _, _, _):
            return .malformed(start, problem: problem)
        default:
            return .malformed(start, problem: "it cannot be read")
        }
    }
}
