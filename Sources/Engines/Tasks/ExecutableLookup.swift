import Foundation

/// Finds the lab's other executables.
public enum ExecutableLookup {
    /// Looks beside the running executable, then on the PATH.
    ///
    /// - Parameters:
    ///   - name: the executable's name.
    ///   - own: the running executable's path, or nil to look on the PATH alone.
    ///   - path: the PATH, folders with colons between them.
    /// - Returns: the executable's path.
    /// - Throws: ``TaskError/noExecutable(name:lookedAt:)``.
    public static func find(_ name: String, beside own: String?, path: String?) throws(TaskError) -> String {
        let ownFolder = own.map { URL(filePath: $0).deletingLastPathComponent().path }
        let folders = [ownFolder].compactMap { $0 } + (path ?? "").split(separator: ":").map(String.init)
        for folder in folders {
            let candidate = "\(folder)/\(name)"
            if FileManager.default.isExecutableFile(atPath: candidate) {
                return candidate
            }
        }
        throw .noExecutable(name: name, lookedAt: folders)
    }

    /// The running executable's own path; nil where the kernel does not say.
    public static var own: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }
}
