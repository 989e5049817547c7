/// The two strips of a mark, at the top and at the bottom of its square.
enum Strip: CaseIterable {
    case top, bottom

    /// The step of the grid at which the first row begins.
    var top: Int {
        switch self {
        case .top: 0
        case .bottom: MarkLayout.steps - MarkLayout.stripRows * MarkLayout.cellSteps
        }
    }

    /// Which data row a shown row holds, counted from above.
    ///
    /// The outer row of each strip holds the checksum, which differs most between frames: so a tear is noticed
    /// however near to the edge it runs.
    func dataRow(_ shown: Int) -> Int {
        switch self {
        case .top: MarkLayout.stripRows - 1 - shown
        case .bottom: shown
        }
    }
}

extension Strip {
    /// The cells of a shown row, true where white, its reference cells among them.
    func colours(of rows: StripRows, shown: Int) -> [Bool] {
        let row = rows[dataRow(shown)]
        let bits = (0..<MarkLayout.dataColumns).map { row >> UInt64(MarkLayout.dataColumns - 1 - $0) & 1 == 1 }
        return MarkLayout.leftReferences + bits + MarkLayout.rightReferences
    }
}
