import Comparing
import LabCommand
import LabModel
import Machine
import Receiving
import Reporting
import RunStore

/// The report that `--report` asks for, of the runs that were just measured.
struct ReportFile {
    let path: String
    let format: ReportFormat

    /// Reads the option's value.
    /// - Throws: ``LabCommand/CommandError/badValue(_:source:expected:)`` for a file whose ending names no format.
    init(_ path: String) throws(CommandError) {
        guard let format = ReportFormat(fileName: path) else {
            throw .badValue(
                path,
                source: SettingName.report.option,
                expected: "a file that ends in .html, .md, .txt, .json or .csv"
            )
        }
        (self.path, self.format) = (path, format)
    }

    /// Writes the report of all runs that were stored; nothing where there are none.
    ///
    /// The runs are stored by now: what keeps the report from being written is told and spoils none of them.
    func write(_ results: [Result<RunOutcome, any Error>], from store: RunStore, console: Console) {
        let uuids = results.compactMap { try? $0.get().run.manifest.uuid }
        guard !uuids.isEmpty else { return }
        do {
            var choice = RunChoice()
            choice.names = uuids
            var request = ReportRequest([choice], generatedAt: SystemClock().now(), toolVersion: LabVersion.number)
            request.hasPictures = format == .html
            request.picturesFolder = format == .html ? "." : nil
            let input = try ReportSource(store).input(request)
            let text = try RunsReport.render(input, as: format)
            let file = try OutputFile(path)
            try file.write(text)
            try file.close()
            console.note("report      \(path)")
        } catch {
            console.warning("no report was written: \(error)")
        }
    }
}
