import Comparing
import Foundation
import RunStore

/// The list of runs for machines: `{"runs":[…]}`, unknown numbers as `null`.
enum RunListJSON {
    private struct List: Encodable {
        var runs: [RunListEntry]
    }

    /// The list with a line end.
    /// - Parameters:
    ///   - runs: the runs, in the list's order.
    ///   - sweeps: by uuid, the sweeps that runs are of.
    /// - Returns: the text.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    static func render(_ runs: [RunListing], sweeps: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let list = List(runs: runs.map { RunListEntry($0, sweep: sweeps[$0.uuid]) })
        return String(decoding: try encoder.encode(list), as: UTF8.self) + "\n"
    }
}
