/// How dark a module must be, judged by the three finder patterns: a plane through their middle levels.
struct CodeThresholds: Sendable {
    /// Cells of each finder that are looked at: four dark ones, then four white ones.
    private static let cellsOfFinder = 8
    /// Cells of the three finders.
    static let cells = 3 * cellsOfFinder

    /// The modules that are looked at, in the order of the cells.
    static let modules: [CodeGrid.Module] = CodeGrid.finders.flatMap { finder in
        [(2, 2), (2, 4), (4, 2), (4, 4), (1, 1), (1, 5), (5, 1), (5, 5)].map { row, column in
            CodeGrid.Module(row: finder.row + row, column: finder.column + column)
        }
    }

    /// The levels of one picture, 18 modules apart.
    struct Levels {
        /// Eight times a cell's level between black and white at the top left finder's middle.
        let corner: Int32
        let across: Int32
        let down: Int32

        /// Whether a cell's sum is dark at a module's place.
        func isDark(_ sum: Int32, _ module: CodeGrid.Module) -> Bool {
            let x = Int32(truncatingIfNeeded: module.column) &- 3
            let y = Int32(truncatingIfNeeded: module.row) &- 3
            return sum &* (8 &* 18) < corner &* 18 &+ across &* x &+ down &* y
        }
    }

    /// Measures the finders; nil when one of them lacks contrast.
    func levels<Value>(_ reader: CellReader<Value>, contrast: Int32) -> Levels? {
        var middles = SIMD4<Int32>()
        for finder in 0..<3 {
            var dark: Int32 = 0
            var white: Int32 = 0
            for cell in 0..<4 {
                dark &+= reader[finder &* Self.cellsOfFinder &+ cell]
                white &+= reader[finder &* Self.cellsOfFinder &+ 4 &+ cell]
            }
            guard white &- dark >= 4 &* contrast else { return nil }
            middles[finder] = dark &+ white
        }
        return Levels(corner: middles[0], across: middles[1] &- middles[0], down: middles[2] &- middles[0])
    }
}
