/// Walks the fields of a line from left to right; commas separate them, and quotes may enclose them.
struct TraceFields {
    /// How many fields were found.
    private(set) var count = 0
    /// Where the next field begins; nil behind the last one.
    private var next: Int? = 0

    /// Whether there is another field.
    var hasNext: Bool {
        next != nil
    }

    /// Where the next field's content lies, without its quotes and the blanks around it.
    /// - Parameter line: The line, the same at each call.
    /// - Returns: Its bytes, an empty range behind the last field; nil for wrong quotes.
    mutating func nextRange(in line: Span<UInt8>) -> Range<Int>? {
        guard var start = next else { return line.count..<line.count }
        count += 1
        while start < line.count, Ascii.isBlank(line[start]) {
            start += 1
        }
        if start < line.count, line[start] == Ascii.quote {
            return quotedRange(in: line, from: start + 1)
        }
        var end = start
        while end < line.count, line[end] != Ascii.comma {
            end += 1
        }
        next = end < line.count ? end + 1 : nil
        while end > start, Ascii.isBlank(line[end - 1]) {
            end -= 1
        }
        return start..<end
    }

    private mutating func quotedRange(in line: Span<UInt8>, from start: Int) -> Range<Int>? {
        var end = start
        while end < line.count {
            if line[end] == Ascii.quote {
                guard end + 1 < line.count, line[end + 1] == Ascii.quote else { break }
                end += 1
            }
            end += 1
        }
        guard end < line.count else { return nil }
        var behind = end + 1
        while behind < line.count, Ascii.isBlank(line[behind]) {
            behind += 1
        }
        guard behind == line.count || line[behind] == Ascii.comma else { return nil }
        next = behind < line.count ? behind + 1 : nil
        return start..<end
    }
}
