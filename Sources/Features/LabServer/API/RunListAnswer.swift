import Comparing
import Foundation
import LabModel
import RunStore

/// A page of a list of runs, as JSON has it.
struct RunListAnswer: Encodable {
    var runs: [RunListEntry]
    var total: Int
    var page: Int
    var pages: Int
    var perPage: Int

    init(_ query: RunQuery, _ content: RunIndex.Content) {
        let found = query.runs(of: content)
        runs = query.page(of: found).map { RunListEntry($0, sweep: content.sweeps[$0.uuid]) }
        total = found.count
        page = query.page
        pages = max(1, (found.count + query.perPage - 1) / query.perPage)
        perPage = query.perPage
    }
}

/// One run with its settings; the summary is JSON already.
struct RunDetailAnswer: Encodable {
    var run: RunListEntry
    var settings: [String: SettingValue]

    /// The whole as JSON.
    /// - Parameter summary: the summary as JSON, or `null`.
    /// - Returns: the bytes.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    func bytes(summary: String) throws -> Data {
        var bytes = try JSONAnswer.bytes(self)
        bytes.removeLast()
        bytes += Data(",\"summary\":\(summary)}".utf8)
        return bytes
    }
}
