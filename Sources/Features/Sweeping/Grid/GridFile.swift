import LabModel
public import Planning
import YAMLFiles

/// A grid file: YAML, or JSON, which is YAML too.
public enum GridFile {
    /// The largest file, in bytes.
    public static let byteLimit = 1 << 20

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - path: the file, as errors name it.
    /// - Returns: what the file says; whether the values are good is seen when a grid is made of it.
    /// - Throws: ``GridFileError``.
    public static func parse(_ bytes: [UInt8], path: String) throws(GridFileError) -> GridDraft {
        let root: YAMLNode?
        do throws(YAMLError) {
            let shape = "a key a line, its values in a list"
            root = try YAMLFile.parse(bytes, path: path, byteLimit: byteLimit, shape: shape)
        } catch {
            switch error {
            case .unreadable(let path, let reason): throw .unreadable(path: path, reason: reason)
            case .malformed(let place, let problem): throw .malformed(place, problem: problem)
            case .limit(let excess): throw .limit(excess.place, what: excess.what, remedy: excess.remedy)
            }
        }
        guard let root else { return GridDraft() }
        return try GridReader().read(root)
    }
}
