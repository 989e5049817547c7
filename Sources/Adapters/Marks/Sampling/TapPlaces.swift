internal import LabModel

/// Works out where the samples of each cell lie in memory, counted in samples from the plane's first.
struct TapPlaces {
    let map: GridMap
    let shape: PlaneShape

    /// How far from a cell's middle its samples lie, as part of its size.
    private static let reach = 0.15

    /// The places of a strip's cells, shown row by shown row; nil when one lies outside the plane.
    func strip(_ strip: Strip) -> [Int32]? {
        let size = Double(MarkLayout.cellSteps)
        let top = Double(strip.top)
        var cells: [(x: Double, y: Double)] = []
        for row in 0..<MarkLayout.stripRows {
            for column in 0..<MarkLayout.stripColumns {
                cells.append((x: (Double(column) + 0.5) * size, y: top + (Double(row) + 0.5) * size))
            }
        }
        return places(cells, size: size)
    }

    /// The places of the code's finder cells, format information and data; nil when one lies outside the plane.
    var code: [Int32]? {
        let start = Double(MarkLayout.codeStart(modules: CodeGrid.side))
        let size = Double(MarkLayout.moduleSteps)
        let modules = CodeThresholds.modules + CodeGrid.format + CodeGrid.data
        let cells = modules.map { module in
            (x: start + (Double(module.column) + 0.5) * size, y: start + (Double(module.row) + 0.5) * size)
        }
        return places(cells, size: size)
    }

    private func places(_ cells: [(x: Double, y: Double)], size: Double) -> [Int32]? {
        let samplesInRow = shape.stride / (shape.depth > 8 ? 2 : 1)
        let reach = size * Self.reach
        var places: [Int32] = []
        places.reserveCapacity(cells.count * MarkSampler.taps)
        for cell in cells {
            for (across, down) in [(-reach, -reach), (reach, -reach), (-reach, reach), (reach, reach)] {
                let place = map.position(cell.x + across, cell.y + down)
                let (x, y) = (place.x.rounded(.down), place.y.rounded(.down))
                guard x >= 0, y >= 0, x < Double(shape.size.width), y < Double(shape.size.height) else { return nil }
                places.append(Int32(Int(y) * samplesInRow + Int(x)))
            }
        }
        return places
    }
}
