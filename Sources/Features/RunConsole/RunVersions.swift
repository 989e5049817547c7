import LabCommand
import Media
import RunStore

/// The versions that shape a run's numbers.
public enum RunVersions {
    /// The lab's own, libav's and SQLite's, by name.
    public static var all: [String: String] {
        var all = MediaVersions.all
        all["glasslab"] = LabVersion.number
        all["sqlite"] = SQLiteVersion.current
        return all
    }
}
