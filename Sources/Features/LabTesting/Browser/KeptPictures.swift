import Foundation

/// Pictures that tests keep for people to look at: in the folder that `GLASSLAB_ARTEFACTS` names, else beside the built
/// tests.
public enum KeptPictures {
    /// Where they are.
    public static var folder: String {
        let named = ProcessInfo.processInfo.environment["GLASSLAB_ARTEFACTS"] ?? ""
        return named.isEmpty ? BuiltExecutable.folder + "/artefacts" : named
    }

    /// Writes a text that belongs to the pictures, such as what was measured with them.
    ///
    /// - Parameters:
    ///   - text: what it says.
    ///   - name: the file's name with its ending.
    /// - Throws: what writing throws.
    public static func keep(_ text: String, as name: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"), options: .atomic)
    }

    /// Writes one, over the one of an earlier run.
    ///
    /// - Parameters:
    ///   - bytes: a PNG file.
    ///   - name: the file's name without ending.
    /// - Returns: its path.
    /// - Throws: what writing throws.
    static func keep(_ bytes: Data, as name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = "\(folder)/\(name).png"
        try bytes.write(to: URL(filePath: file), options: .atomic)
        return file
    }
}
