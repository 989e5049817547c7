import Foundation
import LabModel

/// A summary as the tree of its JSON, in which a path finds its number.
enum FigureTree: Decodable {
    case object([String: FigureTree])
    case array([FigureTree])
    case number(Double)
    case null
    /// A text or a switch.
    case word

    init(_ summary: Summary) throws {
        self = try JSONDecoder().decode(FigureTree.self, from: Data(try SummaryJSON.encode(summary).utf8))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let object = try? container.decode([String: FigureTree].self) {
            self = .object(object)
        } else if let array = try? container.decode([FigureTree].self) {
            self = .array(array)
        } else if (try? container.decode(Bool.self)) == nil, let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .word
        }
    }

    /// What a key, or an index from 0, leads to; nil where there is no such thing.
    subscript(key: String) -> FigureTree? {
        switch self {
        case .object(let object): object[key]
        case .array(let array): Int(key).flatMap { array.indices.contains($0) ? array[$0] : nil }
        case .number, .null, .word: nil
        }
    }

    /// Every part that a summary can have, so that a path can be told from a misspelt one where parts are null.
    static let whole: FigureTree? = {
        let manifest = RunManifest(
            uuid: "",
            id: "",
            attempt: 1,
            provider: "",
            url: "",
            startedAt: WallTime(nanoseconds: 0),
            settings: [:],
            versions: [:],
            machine: [:]
        )
        var summary = Summary(run: .init(manifest: manifest, startedAt: "", endReason: .duration))
        var values = Distribution()
        (values.ci95P50, values.ci95P95) = ([0, 0], [0, 0])
        summary.frameDelayMs = values
        summary.arrivalDelayMs = values
        summary.signalDelayMs = SignalDelay(values: values, censored: 0, lowerBound: [])
        var playout = Summary.Playout()
        playout.start = .init(holdBackMs: 0, delayMs: nil, stalledRatio: nil)
        summary.playout = playout
        summary.relativeToControlMs = ControlDelay(values: values, matched: 0, onlyTest: 0, onlyControl: 0)
        summary.relativeSignalMs = SignalDelay(values: values, censored: 0, lowerBound: [])
        summary.relativeAtInstantMs = values
        summary.controlDelayMs = values
        summary.intrinsic = .init(p50Ms: 0, p95Ms: 0, calibrationId: "", ageH: 0)
        let spread = Summary.Spread(p50: 0, p95: 0, max: 0)
        var streamer = Summary.Streamer()
        streamer.latenessMs = spread
        streamer.encodeMs = spread
        summary.streamer = streamer
        summary.driftCi95 = [0, 0]
        summary.segments = .init(count: 0)
        var quality = Summary.Quality()
        quality.matched = .init()
        quality.asDisplayed = .init()
        quality.importedDb = .init(unit: "")
        summary.quality = quality
        summary.costUsd = .init(run: 0, perViewerHour: 0)
        var joins = Summary.Joins(n: 0, failed: 0)
        let step = SignalDelay(values: values, censored: 0, lowerBound: [])
        (joins.connect, joins.firstByte, joins.firstFrame, joins.firstMark) = (step, step, step, step)
        summary.startupMs.joins = joins
        return try? FigureTree(summary)
    }()
}
