import Foundation

/// The variables that a program gets: what it needs to find its libraries, and none of the lab's own.
enum VMAFEnvironment {
    private static let passed = ["PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "TMPDIR"]

    /// Taken from this process's.
    static var own: [String: String] {
        var variables = ProcessInfo.processInfo.environment.filter { passed.contains($0.key) }
        variables["AV_LOG_FORCE_NOCOLOR"] = "1"
        return variables
    }
}
