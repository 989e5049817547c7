internal import LabModel

/// Fits the grid to a picture: zbar tells where the code is to a pixel or two, and the strips need it better.
///
/// The cells whose colour is known are laid over the picture, and the grid's edges are moved as long as black and white
/// come further apart. First the code's finder patterns lead, then the strips, whose ends lie farther out.
struct GridFit {
    private let plane: PlaneView
    private let isInverted: Bool

    /// A cell of known colour: its place and size in steps.
    private struct Cell {
        var x: Double
        var y: Double
        var size: Double
        var isWhite: Bool
    }

    /// How far from a cell's middle the samples lie, as part of its size: near enough to the edge to feel it.
    private static let reach = 0.36
    /// The least move, in pixels.
    private static let leastMove = 0.2
    /// Rounds of moves at most; a dozen is usual.
    private static let greatestRounds = 100

    init(plane: PlaneView, isInverted: Bool) {
        self.plane = plane
        self.isInverted = isInverted
    }

    /// The map nearest to a first guess on which the picture shows a mark best.
    func fit(_ guess: GridMap, code: MarkCode) -> GridMap {
        let start = Double(MarkLayout.codeStart(modules: CodeGrid.side))
        let end = Double(MarkLayout.steps)
        let finders = Self.finderCells
        let near = climb(guess, cells: finders, between: start, and: end - start, move: guess.modulePixels / 2)
        let move = near.modulePixels / 2
        return climb(near, cells: finders + Self.stripCells(code), between: 0, and: end, move: move)
    }

    /// The map nearest to the corners of a code that was scanned, with which a picture taken at an angle shows a mark
    /// best; nil where the corners are no picture of a square.
    func fit(corners: Projection.Corners, code: MarkCode) -> GridMap? {
        let start = Double(MarkLayout.codeStart(modules: CodeGrid.side))
        let end = Double(MarkLayout.steps)
        guard let scanned = Projection(from: start, to: end - start, corners: corners) else { return nil }
        var best = Projection.Corners(
            topLeft: scanned.position(0, 0),
            topRight: scanned.position(end, 0),
            bottomLeft: scanned.position(0, end),
            bottomRight: scanned.position(end, end)
        )
        guard var map = GridMap(corners: best, isInverted: isInverted) else { return nil }
        let cells = Self.finderCells + Self.stripCells(code)
        var bestScore = score(map, cells)
        var move = map.modulePixels / 2
        for _ in 0..<Self.greatestRounds where move >= Self.leastMove {
            var improved = false
            for moved in Self.moves(of: best, by: move) {
                guard let movedMap = GridMap(corners: moved, isInverted: isInverted) else { continue }
                let score = score(movedMap, cells)
                if score > bestScore {
                    (best, map, bestScore, improved) = (moved, movedMap, score, true)
                }
            }
            if !improved {
                move /= 2
            }
        }
        return map
    }

    /// Each corner moved in each of four directions.
    private static func moves(of corners: Projection.Corners, by move: Double) -> [Projection.Corners] {
        Projection.Corners.all.flatMap { corner in
            [(move, 0), (-move, 0), (0, move), (0, -move)].map { across, down in
                var moved = corners
                moved[keyPath: corner].x += across
                moved[keyPath: corner].y += down
                return moved
            }
        }
    }

    /// Moves the lines at two steps of each axis, alone and together, by less and less.
    private func climb(_ guess: GridMap, cells: [Cell], between start: Double, and end: Double, move: Double) -> GridMap
    {
        var best = guess
        var bestScore = score(best, cells)
        var move = move
        for _ in 0..<Self.greatestRounds where move >= Self.leastMove {
            var improved = false
            for (first, last) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)] {
                for axis in [\GridMap.x, \GridMap.y] {
                    var moved = best
                    moved[keyPath: axis] = .through(
                        start,
                        at: best[keyPath: axis].position(start) + first * move,
                        end,
                        at: best[keyPath: axis].position(end) + last * move
                    )
                    let score = score(moved, cells)
                    if score > bestScore {
                        (best, bestScore, improved) = (moved, score, true)
                    }
                }
            }
            if !improved {
                move /= 2
            }
        }
        return best
    }

    /// How far white lies above black on average; cells outside the picture count for nothing.
    private func score(_ map: GridMap, _ cells: [Cell]) -> Double {
        var (white, whites, black, blacks) = (0.0, 0.0, 0.0, 0.0)
        for cell in cells {
            let reach = cell.size * Self.reach
            for (across, down) in [(-reach, -reach), (reach, -reach), (-reach, reach), (reach, reach)] {
                let place = map.position(cell.x + across, cell.y + down)
                guard let level = level(x: place.x, y: place.y) else { continue }
                if cell.isWhite {
                    (white, whites) = (white + level, whites + 1)
                } else {
                    (black, blacks) = (black + level, blacks + 1)
                }
            }
        }
        guard whites > 0, blacks > 0 else { return -.infinity }
        let difference = white / whites - black / blacks
        return isInverted ? -difference : difference
    }

    private func level(x: Double, y: Double) -> Double? {
        guard x >= 0, y >= 0, x < Double(plane.width), y < Double(plane.height) else { return nil }
        let place = plane.base + Int(y) * plane.stride + Int(x) * plane.bytesPerSample
        return plane.depth > 8
            ? Double(place.loadUnaligned(as: UInt16.self)) : Double(place.load(as: UInt8.self))
    }

    private static let finderCells: [Cell] = {
        let start = Double(MarkLayout.codeStart(modules: CodeGrid.side))
        let size = Double(MarkLayout.moduleSteps)
        return CodeGrid.finders.flatMap { finder in
            (-1...7).flatMap { row in
                (-1...7).map { column in
                    Cell(
                        x: start + (Double(finder.column + column) + 0.5) * size,
                        y: start + (Double(finder.row + row) + 0.5) * size,
                        size: size,
                        isWhite: !CodeGrid.finderIsDark(row: row, column: column)
                    )
                }
            }
        }
    }()

    private static func stripCells(_ code: MarkCode) -> [Cell] {
        let size = Double(MarkLayout.cellSteps)
        var cells: [Cell] = []
        for strip in Strip.allCases {
            for shown in 0..<MarkLayout.stripRows {
                let colours = strip.colours(of: code.rows, shown: shown)
                for (column, isWhite) in colours.enumerated() {
                    let x = (Double(column) + 0.5) * size
                    let y = Double(strip.top) + (Double(shown) + 0.5) * size
                    cells.append(Cell(x: x, y: y, size: size, isWhite: isWhite))
                }
            }
        }
        return cells
    }
}
