import Foundation
import LabModel
import RunStore

/// The list of runs for machines: `{"runs":[…]}`, unknown numbers as `null`.
enum RunListJSON {
    private struct List: Encodable {
        var runs: [Run]
    }

    private struct Run: Encodable {
        var uuid: String
        var id: String
        var attempt: Int
        var analysisNumber: Int
        var provider: String
        var startedAt: String
        var state: String
        @OrNull var endReason: EndReason?
        @OrNull var durationS: Double?
        @OrNull var received: Int?
        @OrNull var dropped: Int?
        @OrNull var frameDelayP50Ms: Double?
        @OrNull var frameDelayP95Ms: Double?
        @OrNull var signalDelayP95Ms: Double?
        @OrNull var operatingDelayMs: Double?
        @OrNull var warnings: Int?

        init(_ listing: RunListing) {
            uuid = listing.uuid
            id = listing.id
            attempt = listing.attempt
            analysisNumber = listing.analysisNumber
            provider = listing.provider
            startedAt = listing.startedAt.iso8601
            state = listing.state.rawValue
            endReason = listing.endReason
            durationS = listing.figures?.durationS
            received = listing.figures?.received
            dropped = listing.figures?.dropped
            frameDelayP50Ms = listing.figures?.frameDelayP50Ms
            frameDelayP95Ms = listing.figures?.frameDelayP95Ms
            signalDelayP95Ms = listing.figures?.signalDelayP95Ms
            operatingDelayMs = listing.figures?.operatingDelayMs
            warnings = listing.figures?.warnings
        }
    }

    /// The list with a line end.
    /// - Throws: `EncodingError` for numbers that JSON cannot hold.
    static func render(_ runs: [RunListing]) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(List(runs: runs.map(Run.init))), as: UTF8.self) + "\n"
    }
}
