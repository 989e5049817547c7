/// A place in a file that a person wrote.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    public var path: String
    /// The line, from 1.
    public var line: Int
    /// The column in Unicode scalars, from 1.
    public var column: Int

    /// Makes a place; each argument is the property of its name.
    public init(path: String, line: Int, column: Int) {
        self.path = path
        self.line = line
        self.column = column
    }

    /// As compilers and editors write it: `providers.yaml:3:11`.
    public var description: String {
        "\(path):\(line):\(column)"
    }
}
