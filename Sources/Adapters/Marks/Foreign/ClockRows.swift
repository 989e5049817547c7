internal import LabModel

/// The six numbers of a binary clock, 64 bits each, in nanoseconds: from above a buffer's time, its time in the stream, its
/// running time, the pipeline's clock, the same with its latency added, and the wall clock.
///
/// They have no checksum. What makes them believable is that they agree: the pipeline's clocks are known, in order and
/// less than a minute apart, and the wall clock is of this century.
struct ClockRows: Equatable, Sendable {
    /// The pipeline's clock with its latency added.
    let pipeline: UInt64
    /// The wall clock.
    let wall: UInt64

    /// What stands for a time that is not known.
    static let unknown = UInt64.max
    /// No clock of a pipeline says more: 36 years.
    private static let greatest: UInt64 = 1 << 60
    /// The most that a pipeline's latency may be, in nanoseconds.
    private static let greatestLatency: UInt64 = 60_000_000_000
    /// How far the pipeline's clock may be ahead of the wall clock, in nanoseconds, where both are the same clock.
    private static let tolerance: UInt64 = 1_000_000_000

    /// Believes six numbers; nil when they cannot be a clock's.
    init?(_ rows: [UInt64]) {
        guard rows.count == ClockGrid.rows else { return nil }
        let (running, clock, pipeline, wall) = (rows[2], rows[3], rows[4], rows[5])
        guard PlausibleTime.nanoseconds(wall) != nil, clock > 0, clock <= pipeline,
            pipeline - clock <= Self.greatestLatency, pipeline <= wall + Self.tolerance,
            running == Self.unknown || running <= clock,
            rows[0...1].allSatisfy({ $0 == Self.unknown || $0 <= Self.greatest }), Self.hasSingleBit(rows)
        else { return nil }
        self.pipeline = pipeline
        self.wall = wall
    }

    /// Whether a bit differs from both of its neighbours, as surely one does among the last of a clock's nanoseconds.
    ///
    /// A grid of half the cells' size or less reads each of them twice or more.
    private static func hasSingleBit(_ rows: [UInt64]) -> Bool {
        rows.contains { row in
            let changes = row ^ row >> 1
            return changes & changes >> 1 & (1 << 61 - 1) != 0
        }
    }

    /// The wall clock less the pipeline's: it stays, as long as nobody steps a clock.
    var difference: Int64 {
        Int64(bitPattern: wall &- pipeline)
    }

    /// What it says of its frame.
    var stamp: FrameStamp? {
        MarkKind.clockRows.stamp(number: nil, time: PlausibleTime.nanoseconds(wall))
    }
}

extension MarkKind {
    /// Rows of binary clocks: a wall time, no number.
    static let clockRows = MarkKind(foreign: "binary clock", place: 7)
}
