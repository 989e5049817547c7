internal import LabModel

/// Finds a picture's binary clock and follows it.
struct ClockRowsReader: Sendable {
    /// What a picture gave.
    enum Outcome: Equatable {
        /// A time that can be believed.
        case stamp(FrameStamp)
        /// The clock is there, and cannot be read or believed: why.
        case doubt(UnreadableCause, String)
    }

    /// Where the clock was last; nil before it was found.
    private var grid: ClockGrid?
    private var last: ClockRows?
    private var candidate: ClockRows?
    private var agreeing = 0

    /// How far the clocks may come apart between two pictures, in nanoseconds, and by how much for each one passed.
    private static let tolerance: Int64 = 1_000_000
    private static let slope: Int64 = 2_000
    /// Pictures in a row that must agree on a new difference of the clocks before it is believed.
    private static let patience = 3

    /// Each size that is tried is larger than the one before by this, so that the outermost cells are met.
    private static let step = 1.01
    /// The sizes tried, as parts of the drawn one.
    private static let sizes = 0.3...6.0
    /// The heights tried, as parts of the width.
    private static let shapes = [1, 0.75, 0.87, 1.15, 1.33]

    /// Whether a clock was found in a picture of this size.
    var isTracking: Bool {
        grid != nil
    }

    /// Forgets where the clock was, since pictures have another size.
    mutating func forgetPlace() {
        grid = nil
    }

    /// Reads the clock where it was last; nil when no place is known.
    mutating func follow(_ plane: PlaneView) -> Outcome? {
        guard let grid else { return nil }
        guard let reading = grid.read(plane) else {
            return .doubt(.crc, "the binary clock's cells are not clear")
        }
        guard let rows = ClockRows(reading.rows) else {
            return .doubt(.crc, "the binary clock's rows do not agree with one another")
        }
        return judge(rows)
    }

    /// Looks for a clock around the picture's middle; nil when there is none, or more than one could be it.
    mutating func find(_ plane: PlaneView) -> Outcome? {
        var best: (grid: ClockGrid, rows: ClockRows, clearance: Double)?
        var size = Self.sizes.lowerBound
        while size <= Self.sizes.upperBound {
            for shape in Self.shapes {
                let width = size * ClockGrid.drawnSide
                var grid = ClockGrid(width: width, height: width * shape)
                guard grid.fits(plane.size), grid.mayBeClock(plane) else { continue }
                for isInverted in [false, true] {
                    grid.isInverted = isInverted
                    guard let (rows, clearance) = Self.look(plane, grid) else { continue }
                    guard best.map({ $0.rows == rows }) ?? true else { return nil }
                    if best.map({ $0.clearance < clearance }) ?? true {
                        best = (grid, rows, clearance)
                    }
                }
            }
            size *= Self.step
        }
        guard let best else { return nil }
        grid = best.grid
        return judge(best.rows)
    }

    private static func look(_ plane: PlaneView, _ grid: ClockGrid) -> (ClockRows, Double)? {
        guard let wall = grid.glance(plane, row: ClockGrid.rows - 1),
            PlausibleTime.range.contains(wall), let reading = grid.read(plane), let rows = ClockRows(reading.rows)
        else { return nil }
        return (rows, reading.clearance)
    }

    /// Believes a time whose distance from the pipeline's clock is the one before's, or has been so for some pictures.
    private mutating func judge(_ rows: ClockRows) -> Outcome {
        guard let stamp = rows.stamp else { return .doubt(.implausible, "the binary clock says no time") }
        if last.map({ Self.agree($0, rows) }) ?? true {
            (last, candidate, agreeing) = (rows, nil, 0)
            return .stamp(stamp)
        }
        agreeing = candidate.map { Self.agree($0, rows) } ?? false ? agreeing + 1 : 1
        candidate = rows
        guard agreeing >= Self.patience else {
            return .doubt(.torn, "the binary clock's rows are of different pictures, or its clock was stepped")
        }
        (last, candidate, agreeing) = (rows, nil, 0)
        return .stamp(stamp)
    }

    private static func agree(_ one: ClockRows, _ other: ClockRows) -> Bool {
        let passed = Int64(clamping: max(one.pipeline, other.pipeline) - min(one.pipeline, other.pipeline))
        let (change, isTooLarge) = one.difference.subtractingReportingOverflow(other.difference)
        return !isTooLarge && change.magnitude <= (tolerance + passed / slope).magnitude
    }
}
