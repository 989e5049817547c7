import Foundation
import RunStore

/// What a merge did, for machines: sums, and an entry a file in the order in which they were merged.
enum MergeJSON {
    private struct Merge: Encodable {
        var into: String
        var added: Int
        var skipped: Int
        var leftOut: Int
        var renumbered: Int
        var calibrations: Int
        var files: [File]
    }

    private struct File: Encodable {
        var path: String
        var added: [String]
        var skipped: [String]
        var leftOut: [String]
        var renumbered: [Renumbered]
        var calibrations: Int

        init(_ report: MergeReport) {
            path = report.path
            added = report.added
            skipped = report.skipped
            leftOut = report.leftOut
            renumbered = report.renumbered.map(Renumbered.init)
            calibrations = report.calibrations
        }
    }

    private struct Renumbered: Encodable {
        var uuid: String
        var id: String
        var before: Int
        var after: Int

        init(_ run: MergeReport.Renumbered) {
            (uuid, id, before, after) = (run.uuid, run.id, run.before, run.after)
        }
    }

    /// One object with a line end.
    /// - Throws: `EncodingError`, of which nothing here gives cause.
    static func render(_ reports: [MergeReport], into: String) throws -> String {
        let merge = Merge(
            into: into,
            added: reports.reduce(0) { $0 + $1.added.count },
            skipped: reports.reduce(0) { $0 + $1.skipped.count },
            leftOut: reports.reduce(0) { $0 + $1.leftOut.count },
            renumbered: Set(reports.flatMap(\.renumbered).map(\.uuid)).count,
            calibrations: reports.reduce(0) { $0 + $1.calibrations },
            files: reports.map(File.init)
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(merge), as: UTF8.self) + "\n"
    }
}
