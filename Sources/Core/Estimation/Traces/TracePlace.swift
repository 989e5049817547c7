/// A line of a trace.
public struct TracePlace: Hashable, Sendable, CustomStringConvertible {
    /// What the trace is called: its file.
    public var name: String
    /// The line, from 1, as an editor counts.
    public var line: Int

    /// Makes a place.
    public init(name: String, line: Int) {
        self.name = name
        self.line = line
    }

    /// `NAME:LINE`.
    public var description: String {
        "\(name):\(line)"
    }
}
