import Foundation
import LabModel
import Machine
import Quality

/// Whether VMAF can be computed; latency and the other quality metrics need nothing of it.
enum QualityChecks {
    /// Looks as a run does, for what the setting `--vmaf-tool` names or by itself.
    static func all(vmafTool option: String?) -> [DoctorCheck] {
        let search = VMAFSearch(option: option, environment: ProcessInfo.processInfo.environment)
        do throws(QualityError) {
            let tool = try search.find()
            let clock = SystemClock()
            return [vmaf(tool, library: tool.libraryVersion(clock: clock), models: tool.models(clock: clock))]
        } catch {
            return [missing(error)]
        }
    }

    /// What was found: a program, its libvmaf's version (nil where it scored nothing), and the models that it has.
    static func vmaf(_ tool: VMAFTool, library: String?, models: [VMAFModel]) -> DoctorCheck {
        let place = "\(tool.version), \(tool.path) (\(tool.source.rawValue))"
        guard let library else {
            return .warning(
                "vmaf",
                "\(place) scored no picture",
                remedy: "Name another ffmpeg that has libvmaf by --vmaf-tool, or run scripts/setup-vmaf"
            )
        }
        return .ok("vmaf", "libvmaf \(library) in \(place); models \(models.map(\.name).joined(separator: ", "))")
    }

    /// What was not found, and what helps.
    static func missing(_ error: QualityError) -> DoctorCheck {
        .warning(
            "vmaf",
            [error.what, error.place].compactMap { $0 }.joined(separator: ": "),
            remedy: error.remedy ?? ""
        )
    }
}
