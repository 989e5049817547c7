import Configuration
import Foundation
import Glibc
import LabModel

/// The flat YAML file of settings.
struct ConfigurationFile: Sendable {
    private static let sizeLimit = 1 << 20

    let path: String
    private let snapshot: YAMLSnapshot?
    private let lines: [String: Int]

    /// Reads a file of at most 1 MiB.
    /// - Throws: ``CommandError`` where it cannot be read, is no flat mapping, or holds a key that nobody knows.
    init(path: String) throws(CommandError) {
        let text = try Self.read(path)
        self.path = path
        let keys = try Self.keys(of: text, path: path)
        lines = Dictionary(keys, uniquingKeysWith: { _, last in last })
        let known = SettingName.allCases.map(\.rawValue)
        for (key, line) in keys where !known.contains(key) {
            throw .unknownKey(key, path: path, line: line, nearest: NearestWord.find(for: key, among: known))
        }
        guard !keys.isEmpty else {
            snapshot = nil
            return
        }
        snapshot = try Self.parse(text, path: path)
    }

    /// A setting's text and where it stands; nil where the file does not give it.
    func value(of name: SettingName) throws(CommandError) -> (text: String, source: String)? {
        guard let snapshot, let line = lines[name.rawValue] else { return nil }
        do {
            let found = try snapshot.value(forKey: AbsoluteConfigKey([name.rawValue], context: [:]), type: .string)
            guard case .string(let text)? = found.value?.content else { return nil }
            return (text, source(name, line: line))
        } catch {
            throw .badFile(path: "\(path):\(line)", reason: "\(name.rawValue) is not a single value")
        }
    }

    /// A setting's texts, given as a list or as one value; empty where the file does not give it.
    func values(of name: SettingName) throws(CommandError) -> [(text: String, source: String)] {
        guard let snapshot, let line = lines[name.rawValue] else { return [] }
        let key = AbsoluteConfigKey([name.rawValue], context: [:])
        if let found = try? snapshot.value(forKey: key, type: .stringArray),
            case .stringArray(let texts)? = found.value?.content
        {
            return texts.map { ($0, source(name, line: line)) }
        }
        return try value(of: name).map { [$0] } ?? []
    }

    private func source(_ name: SettingName, line: Int) -> String {
        "\(path):\(line), \(name.rawValue)"
    }

    private static func read(_ path: String) throws(CommandError) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadableFile(path: path, reason: String(cString: strerror(errno)))
        }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: sizeLimit + 1) ?? Data() else {
            throw .unreadableFile(path: path, reason: "it is no file")
        }
        guard data.count <= sizeLimit else {
            throw .unreadableFile(path: path, reason: "it is larger than 1 MiB")
        }
        return String(decoding: data, as: UTF8.self)
    }

    private static func parse(_ text: String, path: String) throws(CommandError) -> YAMLSnapshot {
        do {
            return try YAMLSnapshot(data: Array(text.utf8).span.bytes, providerName: path, parsingOptions: .default)
        } catch {
            let lines = "\(error)".split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            throw .badFile(path: path, reason: lines.joined(separator: " "))
        }
    }

    /// The keys at the left margin with their lines: the YAML parser knows them, and not where they stand.
    private static func keys(of text: String, path: String) throws(CommandError) -> [(String, Int)] {
        var keys: [(String, Int)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.trimmingCharacters(in: .whitespacesAndNewlines)
            guard let first = line.first, !first.isWhitespace, !content.isEmpty, first != "#", first != "-",
                content != "..."
            else { continue }
            guard let colon = line.firstIndex(of: ":") else {
                throw .badFile(path: "\(path):\(index + 1)", reason: "a line without a colon")
            }
            let key = line[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: " \"'"))
            keys.append((key, index + 1))
        }
        return keys
    }
}
