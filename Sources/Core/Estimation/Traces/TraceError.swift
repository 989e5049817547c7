public import LabModel

/// Why bytes are no trace; nothing of it is used then.
public enum TraceError: LabError, Equatable {
    /// No first line, or no row below it.
    case empty(name: String)
    /// The first line names no such column.
    case missingColumn(TraceColumn, TracePlace)
    /// The first line names a column twice.
    case columnTwice(String, TracePlace)
    /// A row has more or fewer fields than the first line.
    case fieldCount(Int, named: Int, TracePlace)
    /// A quoted field has no end on its line, or something stands behind its end.
    case badQuotes(TracePlace)
    /// A field is no number.
    case notANumber(String, TraceColumn, TracePlace)
    /// A field is a number that its column cannot hold.
    case outOfRange(String, TraceColumn, TracePlace)
    /// A frame was received before the one of the row above.
    case receivedDecreases(TracePlace)
    /// A frame has another sent_us than in a row above.
    case sentTwice(frame: FrameNumber, TracePlace)
    /// A line is longer than the limit, in bytes.
    case lineTooLong(limit: Int, TracePlace)
    /// There are more rows than the limit.
    case tooManyRows(limit: Int, TracePlace)
    /// There are more bytes than the limit.
    case tooLarge(limit: Int, name: String)

    /// What is wrong.
    public var what: String {
        switch self {
        case .empty: "the trace holds no frames"
        case .missingColumn(let column, _): "the trace has no column \(column.rawValue)"
        case .columnTwice(let name, _): "the trace names the column \(name) twice"
        case .fieldCount(let count, let named, _): "the row has \(count) fields, and the first line names \(named)"
        case .badQuotes: "a quoted field does not end with its quote"
        case .notANumber(let text, let column, _): "\(column.rawValue) is not a number but \"\(text)\""
        case .outOfRange(let text, let column, _): "\(column.rawValue) cannot be \(text)"
        case .receivedDecreases: "received_us is below that of the row above"
        case .sentTwice(let frame, _): "frame \(frame.rawValue) has another sent_us than in a row above"
        case .lineTooLong(let limit, _): "the line is longer than \(limit) bytes"
        case .tooManyRows(let limit, _): "the trace has more than \(limit) rows"
        case .tooLarge(let limit, _): "the trace is larger than \(limit) bytes"
        }
    }

    /// The file, with the line where one is at fault.
    public var place: String? {
        switch self {
        case .empty(let name), .tooLarge(_, let name): name
        case .missingColumn(_, let place), .columnTwice(_, let place), .fieldCount(_, _, let place),
            .badQuotes(let place), .notANumber(_, _, let place), .outOfRange(_, _, let place),
            .receivedDecreases(let place), .sentTwice(_, let place), .lineTooLong(_, let place),
            .tooManyRows(_, let place):
            place.description
        }
    }

    /// What to do about it.
    public var remedy: String? {
        switch self {
        case .empty: "It needs a line of column names and a row for each frame received."
        case .missingColumn(let column, _): Self.remedy(forMissing: column)
        case .columnTwice: "Leave one of them out."
        case .fieldCount: "Give every row a field for each column, and write fractions with a point."
        case .badQuotes: "End the field with \" on its own line, and double quotes inside it."
        case .notANumber(_, let column, _): Self.remedy(forNumberOf: column)
        case .outOfRange(_, let column, _): Self.range(of: column)
        case .receivedDecreases: "Sort the rows by received_us."
        case .sentTwice: "Give each frame one sent_us; a frame received again repeats it."
        case .lineTooLong: "Check that it is a CSV file, a line a frame."
        case .tooManyRows, .tooLarge: "Cut it into several traces, and import each."
        }
    }

    private static func remedy(forMissing column: TraceColumn) -> String {
        let others = column.names.dropFirst()
        let also = others.isEmpty ? "" : " (or \(others.joined(separator: ", ")))"
        return "Name it \(column.rawValue)\(also) in the first line, with commas between the names."
    }

    private static func remedy(forNumberOf column: TraceColumn) -> String {
        switch column {
        case .frame: "Write the frame's number, a whole one."
        case .sent, .received: "Write microseconds, such as 1500 or 1500.25."
        case .size: "Write a whole number of bytes, or leave the column out."
        case .quality: "Write decibels, such as 14.2 or inf; leave the field empty where a frame was not scored."
        }
    }

    private static func range(of column: TraceColumn) -> String {
        switch column {
        case .frame: "Count frames from 0 to 4294967295."
        case .sent, .received: "Count microseconds from an epoch at most 146 years away."
        case .size: "A frame has 0 to 4294967295 bytes."
        case .quality: "SSIM in dB is above -3.02 and PSNR not negative: choose with --quality-unit."
        }
    }
}
