/// One number of one measurement.
struct Figure {
    /// Its name, which is also its key in the thresholds file.
    var name: String
    /// The number, in ``unit``.
    var value: Double
    /// What the number counts.
    var unit: String
    /// Whether a smaller number is the better one.
    var isLowerBetter = true
    /// What the peer is, where there is one; the number that a limit holds is then the ratio.
    var peer: String?
    /// The peer's number, measured just beside it.
    var peerValue: Double?
    /// Where it stands in a table of its benchmark; nil for a row of its own.
    var cell: Cell?

    /// A place in a table.
    struct Cell: Hashable {
        /// What is measured.
        var row: String
        /// Which of its numbers.
        var column: String
    }
}
