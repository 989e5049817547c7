public import LabModel

/// Reads another laboratory's trace: a CSV file with a row for each frame received, in the order of receiving.
///
/// Bytes are given piece by piece, cut anywhere; rows become samples as they come, and no row becomes a text. A line may
/// end with CR LF, a field may stand in quotes, empty lines say nothing, and columns that are not known are ignored.
/// After an error the reader is of no more use.
public struct TraceReader {
    private let name: String
    private let options: TraceOptions
    private let limits: TraceLimits
    private var header: TraceHeader?
    private var rows: TraceRows
    /// The beginning of a line whose end has not come yet.
    private var begun: [UInt8] = []
    private var line = 0
    private var bytes = 0

    /// Makes a reader that has read nothing.
    /// - Parameters:
    ///   - name: What errors call the trace: its file.
    ///   - options: What its importer says of it.
    ///   - limits: How much is read.
    ///   - expectedBytes: About how large it is, so that memory is taken once; 0 where nothing is known.
    public init(
        name: String,
        options: TraceOptions = .init(),
        limits: TraceLimits = .init(),
        expectedBytes: Int = 0
    ) {
        self.name = name
        self.options = options
        self.limits = limits
        rows = TraceRows(options: options, capacity: min(limits.rows, max(0, expectedBytes) / Self.usualRowBytes))
    }

    /// Of a row with a number and two times of today in microseconds, less a little: too much room costs nothing.
    private static let usualRowBytes = 36

    /// Reads the next piece.
    /// - Parameter piece: Any number of bytes.
    /// - Throws: The first thing that is wrong.
    public mutating func read(_ piece: Span<UInt8>) throws(TraceError) {
        bytes += piece.count
        guard bytes <= limits.bytes else { throw .tooLarge(limit: limits.bytes, name: name) }
        var start = 0
        while let end = Self.lineEnd(in: piece, from: start) {
            try take(piece.extracting(start..<end))
            start = end + 1
        }
        try keep(piece.extracting(start..<piece.count))
    }

    /// Reads the last line, where it has no end, and tells what the trace says.
    /// - Returns: The trace: clock method `trace`, each sample with the given offset and no bound, arrival and decoding
    ///   both at the time of receiving.
    /// - Throws: What is wrong with the last line, or ``TraceError/empty(name:)``.
    public consuming func finish() throws(TraceError) -> Trace {
        if !begun.isEmpty {
            let last = begun
            begun = []
            try read(line: last.span)
        }
        guard !rows.samples.isEmpty else { throw .empty(name: name) }
        return rows.trace
    }

    private static func lineEnd(in piece: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < piece.count {
            if piece[index] == Ascii.lineFeed {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Reads the rest of a line whose beginning may have come before.
    private mutating func take(_ rest: Span<UInt8>) throws(TraceError) {
        guard !begun.isEmpty else {
            try read(line: rest)
            return
        }
        try keep(rest)
        let whole = begun
        begun = []
        try read(line: whole.span)
    }

    private mutating func keep(_ part: Span<UInt8>) throws(TraceError) {
        // A carriage return before the line's end does not count.
        guard begun.count + part.count <= limits.lineBytes + 1 else {
            line += 1
            throw .lineTooLong(limit: limits.lineBytes, place)
        }
        for index in part.indices {
            begun.append(part[index])
        }
    }

    private mutating func read(line whole: Span<UInt8>) throws(TraceError) {
        line += 1
        let hasReturn = !whole.isEmpty && whole[whole.count - 1] == Ascii.carriageReturn
        let text = hasReturn ? whole.extracting(droppingLast: 1) : whole
        guard text.count <= limits.lineBytes else { throw .lineTooLong(limit: limits.lineBytes, place) }
        guard !Self.isBlank(text) else { return }
        guard let header else {
            header = try TraceHeader(text, at: place)
            return
        }
        guard rows.samples.count < limits.rows else { throw .tooManyRows(limit: limits.rows, place) }
        try rows.append(TraceRow(text, header: header, options: options, at: place), at: place)
    }

    private static func isBlank(_ text: Span<UInt8>) -> Bool {
        for index in text.indices where !Ascii.isBlank(text[index]) {
            return false
        }
        return true
    }

    private var place: TracePlace {
        TracePlace(name: name, line: line)
    }
}
