/// The first line of a trace: which column holds what.
struct TraceHeader {
    /// What each column holds, from left to right; nil where it is ignored.
    let columns: [TraceColumn?]

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    init(_ line: Span<UInt8>, at place: TracePlace) throws(TraceError) {
        let names = try Self.names(line, at: place)
        var columns = [TraceColumn?](repeating: nil, count: names.count)
        for column in TraceColumn.allCases {
            let name = column.names.first { names.contains($0) }
            guard let name, let index = names.firstIndex(of: name) else {
                guard !column.isNeeded else { throw .missingColumn(column, place) }
                continue
            }
            guard names.lastIndex(of: name) == index else { throw .columnTwice(name, place) }
            columns[index] = column
        }
        self.columns = columns
    }

    private static func names(_ line: Span<UInt8>, at place: TracePlace) throws(TraceError) -> [String] {
        let content = line.extracting(droppingFirst: markLength(line))
        var fields = TraceFields()
        var names: [String] = []
        while fields.hasNext {
            guard let range = fields.nextRange(in: content) else { throw .badQuotes(place) }
            names.append(content.extracting(range).text.lowercased())
        }
        return names
    }

    /// How many bytes of the line are the mark that some programs begin UTF-8 files with.
    private static func markLength(_ line: Span<UInt8>) -> Int {
        guard line.count >= byteOrderMark.count else { return 0 }
        for index in byteOrderMark.indices where line[index] != byteOrderMark[index] {
            return 0
        }
        return byteOrderMark.count
    }
}
