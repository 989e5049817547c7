import Foundation
import LabModel
import Measuring
import Reporting

/// Calibrations for a person.
enum CalibrationTable {
    /// A line for each, and what becomes of them; nothing where there are none.
    static func text(_ report: CalibrationReport, path: String) -> String {
        guard !report.calibrations.isEmpty else { return "" }
        var table = TextTable(columns: [
            .init(title: "transport", alignment: .left), .init(title: "codec", alignment: .left),
            .init(title: "size", alignment: .left), .init(title: "fps", alignment: .right),
            .init(title: "frames", alignment: .right), .init(title: "p50 ms", alignment: .right),
            .init(title: "p95 ms", alignment: .right), .init(title: "p50 of the repeats", alignment: .left),
        ])
        table.rows = report.calibrations.map { calibration in
            [
                calibration.key.transport, calibration.key.codec.rawValue, "\(calibration.key.size)",
                calibration.key.fps.map { "\($0)" } ?? "", "\(calibration.frames)", number(calibration.p50Ms),
                number(calibration.p95Ms), calibration.repeatP50Ms.map(number).joined(separator: " "),
            ]
        }
        let end = "Stored in \(path). Runs of these on this machine now state them as their intrinsic delay."
        return (table.lines() + ["", end, ""]).joined(separator: "\n")
    }

    private static func number(_ value: Double) -> String {
        String(format: "%.2f", value)
    }
}
