public import LabModel

/// A number by two factors, averaged over all others.
public struct SweepMap: Sendable, Encodable {
    /// One combination of two levels.
    public struct Cell: Sendable, Encodable {
        /// The mean over all other settings, each counting once; nil where not all of them were measured, for a mean of
        /// others than its neighbours' could look better than it is.
        @OrNull public var value: Double?
        /// Whether ``value`` is known only from below.
        public let isLowerBound: Bool
        /// How many runs have a number.
        public let runs: Int
        /// At how many of the other settings there is a number.
        public let settings: Int
        /// How many runs died.
        public let died: Int

        private enum CodingKeys: String, CodingKey {
            case value, runs, settings, died
            case isLowerBound = "is_lower_bound"
        }
    }

    /// The factor down the side, and its levels.
    public let rows: SweepFactor
    /// The factor across, and its levels.
    public let columns: SweepFactor
    /// Row by row.
    public let cells: [[Cell]]
    /// How many combinations of other settings the sweep has: what each number is over.
    public let settings: Int

    init(_ view: FigureView, rows: Int, columns: Int) {
        self.rows = view.factors[rows]
        self.columns = view.factors[columns]
        let rests = MainEffects.rests(view.cells) { levels in
            levels.enumerated().filter { $0.offset != rows && $0.offset != columns }.map(\.element)
        }
        settings = rests.count
        var found: [[Int]: [FigureView.Cell]] = [:]
        for cell in view.cells {
            found[[cell.levels[rows], cell.levels[columns]], default: []].append(cell)
        }
        cells = view.factors[rows].levels.indices.map { row in
            view.factors[columns].levels.indices.map { column in
                Self.cell(found[[row, column]] ?? [], of: rests.count)
            }
        }
    }

    private static func cell(_ cells: [FigureView.Cell], of settings: Int) -> Cell {
        let known = cells.filter(\.hasNumber)
        var cell = Cell(
            isLowerBound: known.contains { $0.runs.contains(where: \.isLowerBound) },
            runs: cells.reduce(0) { $0 + $1.runs.count },
            settings: known.count,
            died: cells.reduce(0) { $0 + $1.died }
        )
        cell.value = known.count == settings ? Moments.mean(known.map(\.mean)) : nil
        return cell
    }
}
