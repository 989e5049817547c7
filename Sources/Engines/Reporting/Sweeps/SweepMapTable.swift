import Estimation

/// A sweep's map as a part of a document.
struct SweepMapTable {
    private let map: SweepMap
    private let figure: SweepFigure
    private let range: ClosedRange<Double>?

    init(_ map: SweepMap, _ figure: SweepFigure) {
        (self.map, self.figure) = (map, figure)
        let values = map.cells.flatMap { $0.compactMap(\.value) }
        range = values.min().flatMap { low in values.max().map { low...$0 } }
    }

    var block: ReportDocument.Block {
        let number = NumberColumn(figure)
        let over =
            map.settings == 1 ? "" : ", each the mean over all \(map.settings) combinations of the other settings"
        return .map(
            ReportMap(
                caption: "\(map.rows.name) by \(map.columns.name), \(figure.heading)\(over).",
                rowName: map.rows.name,
                columnName: map.columns.name,
                rowTitles: map.rows.levels,
                columnTitles: map.columns.levels,
                cells: map.cells.map { row in row.map { cell($0, number) } }
            )
        )
    }

    private func cell(_ cell: SweepMap.Cell, _ number: NumberColumn) -> ReportMap.Cell {
        let died = cell.died > 0 ? ", \(cell.died) died" : ""
        guard let value = cell.value else {
            let known = cell.runs == 0 ? "no number" : "\(cell.settings) of \(map.settings) settings"
            return ReportMap.Cell(text: "-", detail: known + died, share: nil)
        }
        let span = range.map { $0.upperBound - $0.lowerBound } ?? 0
        let share = span > 0 ? (value - (range?.lowerBound ?? 0)) / span : 0
        return ReportMap.Cell(
            text: number.text(value, isLowerBound: cell.isLowerBound),
            detail: NumberText.count(cell.runs, "run") + died,
            share: share
        )
    }
}
