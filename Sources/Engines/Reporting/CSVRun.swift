/// Whose rows follow, where one file of CSV holds those of several runs.
///
/// Such a file begins each row with two columns more, `run` and `provider`.
public struct CSVRun: Hashable, Sendable {
    /// The run's id and attempt, such as `test1@2`.
    public var name: String
    /// Whose run it is.
    public var provider: String
    /// Whether the file begins with it, and so with the row of column names.
    public var isFirst: Bool

    /// Makes it; each argument is the property of its name.
    public init(name: String, provider: String, isFirst: Bool) {
        (self.name, self.provider, self.isFirst) = (name, provider, isFirst)
    }
}

/// Rows of CSV on their way out, in pieces of at most about 64 KB: RFC 4180 with CRLF.
struct CSVLines {
    private let start: String
    private var piece = ""

    /// - Parameters:
    ///   - header: the columns' names.
    ///   - run: nil where the file is of one run alone.
    init(header: [String], run: CSVRun?) {
        start = run.map { "\(CSVField.text($0.name)),\(CSVField.text($0.provider))," } ?? ""
        if run?.isFirst ?? true {
            piece = ((run == nil ? [] : ["run", "provider"]) + header).joined(separator: ",") + "\r\n"
        }
    }

    /// Adds a row of as many fields as there are columns.
    mutating func add<Failure: Error>(
        _ fields: [String],
        to write: (String) throws(Failure) -> Void
    ) throws(Failure) {
        piece += start + fields.map(CSVField.text).joined(separator: ",") + "\r\n"
        if piece.utf8.count > 64_000 {
            try write(piece)
            piece = ""
        }
    }

    /// Writes what is left.
    func end<Failure: Error>(to write: (String) throws(Failure) -> Void) throws(Failure) {
        try write(piece)
    }
}
