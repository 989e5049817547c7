public import LabModel

/// One number of a summary with its path.
public struct KnownFigure: Hashable, Sendable {
    /// Where it stands, such as `signal_delay_ms.p95`.
    public let path: String
    /// The number's unit, such as `ms`; nil for counts and ratios.
    public let unit: String?
    /// The number.
    public let value: Double
    /// Whether the number is known only from below.
    public let isLowerBound: Bool
    /// The lower end of the number's own 95 % interval; nil where it has none.
    public let low: Double?
    /// The upper end; see ``low``.
    public let high: Double?

    /// Every number that a summary knows, by path; lists, such as those of periods and of playout, are left out.
    /// - Throws: `EncodingError` or `DecodingError` for a summary with numbers that JSON cannot hold.
    public static func all(in summary: Summary) throws -> [KnownFigure] {
        guard case .object(let parts) = try FigureTree(summary) else { return [] }
        return parts.keys.sorted().filter { $0 != "run" && $0 != "schema" }.flatMap { key in
            all(in: parts[key] ?? .null, at: key, of: summary)
        }
    }

    private static func all(in tree: FigureTree, at path: String, of summary: Summary) -> [KnownFigure] {
        switch tree {
        case .object(let parts):
            return parts.keys.sorted().flatMap { all(in: parts[$0] ?? .null, at: "\(path).\($0)", of: summary) }
        case .number(let value):
            let figure = FigurePath(known: path)
            let ends = figure.interval(in: summary)
            return [
                KnownFigure(
                    path: path,
                    unit: figure.unit,
                    value: value,
                    isLowerBound: figure.isLowerBound(in: summary),
                    low: ends?.first,
                    high: ends?.last
                )
            ]
        case .array, .null, .word: return []
        }
    }
}
