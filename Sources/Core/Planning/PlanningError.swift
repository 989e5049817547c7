public import LabModel

/// Why a sweep cannot be planned, or its inputs file cannot be used.
public enum PlanningError: LabError, Hashable {
    /// The inputs file has no line.
    case empty(name: String)
    /// The inputs file has more bytes than the limit.
    case tooLarge(limit: Int, name: String)
    /// There are more lines than the limit.
    case tooManyLines(limit: Int, SourcePlace)
    /// A line has more bytes than the limit.
    case lineTooLong(limit: Int, SourcePlace)
    /// A line has no column.
    case emptyLine(SourcePlace)
    /// A line ends as on Windows.
    case carriageReturn(SourcePlace)
    /// A line holds a control character.
    case badCharacter(UInt8, SourcePlace)
    /// A line holds bytes that are no text.
    case notUTF8(SourcePlace)
    /// A line has too few columns; this one is the first that is not there.
    case missingColumn(InputsColumn, SourcePlace)
    /// A column holds what it cannot.
    case badField(String, InputsColumn, SourcePlace)
    /// A line above has the same name.
    case duplicateName(String, first: Int, SourcePlace)
    /// A further column is no `key=value`.
    case notAnOption(String, SourcePlace)
    /// A further column names what is a column of its own.
    case ownColumn(String, SourcePlace)
    /// A further column names what the sweep sets itself.
    case refusedOption(String, SourcePlace)
    /// A further column names no option.
    case unknownOption(String, SourcePlace)
    /// A line sets an option twice.
    case repeatedOption(String, SourcePlace)
    /// An option has a value that it cannot have.
    case badValue(String, LauncherOption, SourcePlace)
    /// A line has more further columns than the limit.
    case tooManyOptions(limit: Int, SourcePlace)
    /// A factor of a grid has a value that it cannot have: the value, the factor, what it has to be, and where.
    case badLevel(String, String, String, String)
    /// A factor of a grid has a value twice: the value, the factor, and where.
    case levelTwice(String, String, String)
    /// A grid names a factor twice.
    case factorTwice(String)
    /// A factor of a grid has no value.
    case noLevels(String)
    /// A grid has more factors than the limit.
    case tooManyFactors(limit: Int)
    /// A grid has more runs than the limit.
    case tooManyRuns(limit: Int)
    /// A grid's inputs file would have more bytes than the limit.
    case tooManyBytes(limit: Int)
    /// A grid is to be repeated never, or more often than the limit.
    case badRepeats(Int, limit: Int)
    /// Names cannot begin so.
    case badPrefix(String, limit: Int)
    /// Fewer than two providers are to be interleaved.
    case nothingToInterleave
    /// A number of a power estimate is out of range: which, its value, and the range.
    case badQuestion(String, Double, String)

    /// What is wrong.
    public var what: String {
        switch self {
        case .empty: "the inputs file has no lines"
        case .tooLarge(let limit, _): "the inputs file is larger than \(limit) bytes"
        case .tooManyLines(let limit, _): "there are more than \(limit) lines"
        case .lineTooLong(let limit, _): "the line is longer than \(limit) bytes"
        case .emptyLine: "the line is empty"
        case .carriageReturn: "the line ends with a carriage return, as Windows writes it"
        case .badCharacter(let byte, _): "the line holds the control character \(Self.hexadecimal(byte))"
        case .notUTF8: "the line is no UTF-8"
        case .missingColumn(let column, _): "the column \(column.rawValue) is missing"
        case .badField(let text, let column, _): "\(column.rawValue) \"\(text)\" is not \(column.expected)"
        case .duplicateName(let name, _, _): "a second line is called \(name)"
        case .notAnOption(let text, _): "\"\(text)\" is not key=value"
        case .ownColumn(let key, _): "\(key) is a column of its own"
        case .refusedOption(let key, _): "\(key) is not for a line to set"
        case .unknownOption(let key, _): "start-task-and-client has no option \"\(key)\""
        case .repeatedOption(let key, _): "\(key) stands twice in the line"
        case .badValue(let value, let option, _): "\(option.rawValue) \"\(value)\" is not \(option.expected)"
        case .tooManyOptions(let limit, _): "the line has more than \(limit) further columns"
        case .badLevel(let text, let factor, let expected, _): "\(factor) \"\(text)\" is not \(expected)"
        case .levelTwice(let text, let factor, _): "\(factor) has the value \"\(text)\" twice"
        case .factorTwice(let factor): "the grid has \(factor) twice"
        case .noLevels(let factor): "\(factor) has no value"
        case .tooManyFactors(let limit): "the grid has more than \(limit) factors"
        case .tooManyRuns(let limit): "the grid has more than \(limit) runs"
        case .tooManyBytes(let limit): "the grid's lines have more than \(limit) bytes"
        case .badRepeats(let count, let limit): "\(count) repeats are not from 1 to \(limit)"
        case .badPrefix(let prefix, _): "names cannot begin with \"\(Self.shown(prefix))\""
        case .nothingToInterleave: "there are no two providers to interleave"
        case .badQuestion(let number, let value, let range): "the \(number) \(value) is not \(range)"
        }
    }

    /// The file, with line and column where there is one.
    public var place: String? {
        switch self {
        case .empty(let name), .tooLarge(_, let name): name
        case .tooManyLines(_, let place), .lineTooLong(_, let place), .emptyLine(let place),
            .carriageReturn(let place), .badCharacter(_, let place), .notUTF8(let place), .missingColumn(_, let place),
            .badField(_, _, let place), .duplicateName(_, _, let place), .notAnOption(_, let place),
            .ownColumn(_, let place), .refusedOption(_, let place), .unknownOption(_, let place),
            .repeatedOption(_, let place), .badValue(_, _, let place), .tooManyOptions(_, let place):
            "\(place)"
        case .badLevel(_, _, _, let place), .levelTwice(_, _, let place): place
        case .factorTwice, .noLevels, .tooManyFactors, .tooManyRuns, .tooManyBytes, .badRepeats, .badPrefix,
            .nothingToInterleave,
            .badQuestion:
            nil
        }
    }

    /// What to do about it.
    public var remedy: String? {
        switch self {
        case .empty: "Write one with: glasslab sweep plan."
        case .tooLarge, .tooManyLines: "Cut it into several sweeps."
        case .lineTooLong: "Check that it is an inputs file, a run a line."
        case .emptyLine: "Remove it: a task's number is the number of its line."
        case .carriageReturn: "Convert the file: sed -i 's/\\r$//' FILE."
        case .badCharacter: "Write columns separated by spaces."
        case .notUTF8: "Save the file as UTF-8."
        case .missingColumn: "Write each line as \(Self.columns), then key=value."
        case .badField: "Write each line as \(Self.columns), such as 0 15 512 1 task_0."
        case .duplicateName(_, let first, _): "Line \(first) has the name already: choose another."
        case .notAnOption: "Write an option of start-task-and-client without hyphens in front, such as codec=hevc."
        case .ownColumn: "Set it in its column: \(Self.columns)."
        case .refusedOption: "Leave it out: the sweep sets it, or nobody needs it there."
        case .unknownOption: "There are \(LauncherOption.allCases.map(\.rawValue).joined(separator: ", "))."
        case .repeatedOption: "Write a line for each value."
        case .badValue: "Correct it; start-task-and-client --help tells more."
        case .tooManyOptions: "Leave out those that have their default."
        case .badLevel: "Correct it; docs/sweeps.md lists what a grid may hold."
        case .levelTwice: "Write it once, and repeat runs with repeats."
        case .factorTwice: "Give it all its values in one list."
        case .noLevels: "Give it a value, or leave it out."
        case .tooManyFactors: "Leave out those that have their default."
        case .tooManyRuns, .tooManyBytes: "Leave out values or repeats, or plan several sweeps."
        case .badRepeats: "Repeat each setting at least once."
        case .badPrefix(_, let limit):
            "Take up to \(limit) letters, digits, dots, hyphens and underscores, the first no dot or hyphen."
        case .nothingToInterleave: "Name several: --provider direct,ll-hls, or provider: [direct, ll-hls]."
        case .badQuestion: "Correct it."
        }
    }

    /// Wrong usage: nothing was measured or submitted.
    public var exitStatus: ExitStatus {
        .usage
    }

    private static let columns = InputsColumn.allCases.map(\.rawValue).joined(separator: " ")

    /// As much of a wrong text as a person needs to find it.
    static func shown(_ text: String) -> String {
        text.unicodeScalars.count > 40 ? "\(String(text.unicodeScalars.prefix(40)))…" : text
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
