/// An inputs file: a sweep's runs, a line each.
///
/// Line n is run n of the sweep, from 1, so that a Slurm array's index finds it; therefore no line is empty and none is
/// a comment.
public struct InputsFile: Hashable, Sendable {
    /// The most lines of a file.
    public static let lineLimit = 100_000
    /// The largest file, in bytes.
    public static let byteLimit = 32 << 20
    /// The longest line, in bytes without its end.
    public static let lineByteLimit = 1 << 16
    /// The most further columns of a line.
    public static let optionLimit = 32

    /// The runs in their order, at least one; no two have the same name.
    public let lines: [SweepLine]

    /// Takes lines that are known to be good.
    init(lines: [SweepLine]) {
        self.lines = lines
    }

    /// Reads a file's text.
    ///
    /// Columns are separated by spaces or tabs. The last line may lack its end.
    /// - Parameters:
    ///   - text: the whole file.
    ///   - name: the file, as errors name it.
    /// - Returns: its lines.
    /// - Throws: ``PlanningError`` for the first thing that is wrong, with its line and column; nothing of the file is
    ///   used then.
    public static func parse(_ text: String, name: String) throws(PlanningError) -> InputsFile {
        var reader = InputsReader(name: name)
        return InputsFile(lines: try reader.read(text))
    }

    /// The file's text: columns separated by one space, each line ended by a line feed.
    ///
    /// Equal to what was parsed but for white space.
    public var text: String {
        var text = ""
        for line in lines {
            text += line.text
            text += "\n"
        }
        return text
    }
}
