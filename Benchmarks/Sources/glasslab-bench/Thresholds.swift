import Foundation

/// The limits in git: a JSON object from a benchmark's name to its limit.
enum Thresholds {
    /// Reads a file; an empty one where no path is given.
    /// - Throws: what reading the file or its JSON throws.
    static func read(_ path: String?) throws -> [String: Double] {
        guard let path else { return [:] }
        let data = try Data(contentsOf: URL(filePath: path))
        return try JSONDecoder().decode([String: Double].self, from: data)
    }
}
