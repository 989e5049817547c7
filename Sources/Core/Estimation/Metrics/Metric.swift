import LabModel

/// One number, or one family of numbers, of a summary.
///
/// A metric reads the run and writes its own keys; where its facts are missing it leaves them nil. Later rows of the
/// registry may read what earlier ones wrote.
protocol Metric: SendableMetatype {
    static func measure(_ run: MeasuredRun, into summary: inout Summary)
}
