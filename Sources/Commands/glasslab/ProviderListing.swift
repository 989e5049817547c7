import Foundation
import LabModel
import Measuring
import Reporting

/// One provider as `glasslab providers` lists it.
struct ProviderListing: Encodable {
    var name: String
    var isBuiltIn: Bool
    var playbackProtocol: PlaybackProtocol
    var push: [String]
    var playback: String
    var prices: PriceList?
    var notes: String?
    /// What keeps it from being measured on this machine; nil where nothing does.
    var problem: String?

    enum CodingKeys: String, CodingKey {
        case name
        case isBuiltIn = "built_in"
        case playbackProtocol = "protocol"
        case push, playback, prices, notes, problem
    }

    init(_ choice: ProviderChoice) {
        name = choice.provider.name
        isBuiltIn = choice.builtIn != nil
        playbackProtocol = choice.provider.playbackProtocol
        push = choice.shownPush
        playback = choice.shownPlayback
        prices = choice.provider.prices
        notes = choice.provider.notes
        guard choice.builtIn == .nginxRTMP else { return }
        do throws(ProvidersError) {
            _ = try PrivateNginx()
        } catch {
            problem = "\(error)"
        }
    }

    private struct Document: Encodable {
        var providers: [ProviderListing]
    }

    /// `{"providers":[…]}` with a line end.
    /// - Throws: `EncodingError`, though there is no number in it that JSON cannot hold.
    static func json(_ rows: [ProviderListing]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(Document(providers: rows)), as: UTF8.self) + "\n"
    }

    /// A line a provider, and one more for each further address and each problem.
    static func text(_ rows: [ProviderListing], style: TextStyle) -> String {
        var table = TextTable(columns: [
            .init(title: "provider", alignment: .left), .init(title: "protocol", alignment: .left),
            .init(title: "played from", alignment: .left), .init(title: "pushed to", alignment: .left),
        ])
        for row in rows {
            table.rows.append([row.name, row.playbackProtocol.rawValue, row.playback, row.push.first ?? ""])
            table.rows += row.push.dropFirst().map { ["", "", "", $0] }
        }
        let problems = rows.compactMap(\.problem).map { "! \($0)\n" }
        return table.lines().joined(separator: "\n") + "\n" + (problems.isEmpty ? "" : "\n" + problems.joined())
    }
}
