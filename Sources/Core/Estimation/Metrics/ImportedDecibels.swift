import LabModel

/// `quality.imported_db`: the decibels that came with an imported trace.
enum ImportedDecibels: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard let imported = run.trace.importedQuality else { return }
        var quality = summary.quality ?? Summary.Quality()
        quality.importedDb = imported
        summary.quality = quality
    }
}
