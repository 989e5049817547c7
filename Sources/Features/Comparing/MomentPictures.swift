import Foundation
import LabModel
import Reporting

/// Finds the pictures that a run kept of its worst moments, `--keep-worst`, where they still lie.
struct MomentPictures {
    /// Where folders named `worst-` and the run's uuid lie.
    let folder: String

    /// The largest file that a report carries.
    private static let sizeLimit = 400_000

    /// The run's moments with their pictures; without where there are none.
    func added(to run: ReportRun) -> [ReportMoment] {
        let kept = "\(folder)/worst-\(run.summary.run.uuid)"
        // A uuid that a file brought is a name of files only where it is one.
        guard UUID(uuidString: run.summary.run.uuid) != nil,
            let files = try? FileManager.default.contentsOfDirectory(atPath: kept)
        else { return run.worst }
        return run.worst.map { moment in
            var moment = moment
            let end = "-frame-\(moment.moment.number.rawValue)-"
            let find = { (kind: String) in
                files.filter { $0.hasPrefix("worst-") && $0.hasSuffix("\(end)\(kind).png") }.min()
                    .flatMap { Self.picture("\(kept)/\($0)") }
            }
            (moment.reference, moment.picture) = (find("reference"), find("picture"))
            return moment
        }
    }

    /// A PNG with the size that its header says; nil for anything else.
    private static func picture(_ path: String) -> ReportPicture? {
        guard let handle = FileHandle(forReadingAtPath: path),
            let data = try? handle.read(upToCount: sizeLimit + 1), data.count <= sizeLimit
        else { return nil }
        return size(of: [UInt8](data)).map { ReportPicture(bytes: [UInt8](data), width: $0, height: $1) }
    }

    /// Width and height of a PNG, by its first chunk.
    static func size(of bytes: [UInt8]) -> (width: Int, height: Int)? {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        guard bytes.count >= 24, bytes.starts(with: signature) else { return nil }
        let number = { (start: Int) in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        let (width, height) = (number(16), number(20))
        guard (1...16_384).contains(width), (1...16_384).contains(height) else { return nil }
        return (width, height)
    }
}
