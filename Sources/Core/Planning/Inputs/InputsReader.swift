import LabModel

/// Reads an inputs file's lines: every field of its kind, every error with its place.
struct InputsReader {
    /// A column's text, and where it begins: a column as editors count, from 1.
    private struct Field {
        var text: String
        var column: Int
    }

    private let name: String
    private var line = 0
    /// The line of each name.
    private var names: [String: Int] = [:]

    private static let known = Set(LauncherOption.allCases.map(\.rawValue))
    private static let own = Set(InputsColumn.allCases.map(optionName))
    /// What the sweep sets for every run, or what would keep a run from being one.
    private static let refused = Set([
        "config", "db", "dry-run", "exit-with", "help", "identifier", "json", "keep", "no-measure", "report", "sweep",
        "sweep-line", "verbose", "version",
    ])

    init(name: String) {
        self.name = name
    }

    /// - Throws: ``PlanningError``.
    mutating func read(_ text: String) throws(PlanningError) -> [SweepLine] {
        let bytes = text.utf8
        guard !bytes.isEmpty else { throw .empty(name: name) }
        guard bytes.count <= InputsFile.byteLimit else { throw .tooLarge(limit: InputsFile.byteLimit, name: name) }
        var lines: [SweepLine] = []
        var start = bytes.startIndex
        while start < bytes.endIndex {
            line += 1
            guard line <= InputsFile.lineLimit else { throw .tooManyLines(limit: InputsFile.lineLimit, place(1)) }
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            lines.append(try read(bytes[start..<end]))
            start = end < bytes.endIndex ? bytes.index(after: end) : end
        }
        return lines
    }

    private mutating func read(_ bytes: Substring.UTF8View) throws(PlanningError) -> SweepLine {
        guard bytes.count <= InputsFile.lineByteLimit else {
            throw .lineTooLong(limit: InputsFile.lineByteLimit, place(1))
        }
        let (fields, length) = try fields(of: bytes)
        guard !fields.isEmpty else { throw .emptyLine(place(1)) }
        try checkColumns(fields, length)
        let columns = InputsColumn.allCases
        guard fields.count >= columns.count, let size = Int(fields[0].text), let cpu = Int(fields[2].text) else {
            throw .missingColumn(.name, place(length + 1))
        }
        let title = fields[4]
        if let first = names.updateValue(line, forKey: title.text) {
            throw .duplicateName(title.text, first: first, place(title.column))
        }
        return SweepLine(
            imageSize: size,
            framesPerSecond: fields[1].text,
            cpu: cpu,
            memory: fields[3].text,
            name: title.text,
            options: try options(fields.dropFirst(columns.count))
        )
    }

    /// Checks the columns that every line has; where a line has too few, the first one that its field does not suit is
    /// the missing one.
    private func checkColumns(_ fields: [Field], _ length: Int) throws(PlanningError) {
        let plain = fields.prefix { !$0.text.contains("=") }.count
        for (index, column) in InputsColumn.allCases.enumerated() {
            let place = place(index < fields.count ? fields[index].column : length + 1)
            guard index < plain else { throw .missingColumn(column, place) }
            let text = fields[index].text
            guard !column.accepts(text) else { continue }
            throw plain < InputsColumn.allCases.count
                ? .missingColumn(column, place) : .badField(PlanningError.shown(text), column, place)
        }
    }

    /// Cuts a line at its spaces and tabs.
    /// - Returns: the columns, and how many characters the line has.
    private func fields(of bytes: Substring.UTF8View) throws(PlanningError) -> (fields: [Field], length: Int) {
        var fields: [Field] = []
        var (column, start, startColumn) = (0, bytes.startIndex, 0)
        var isInField = false
        for index in bytes.indices {
            let byte = bytes[index]
            // Bytes inside a character are no columns of their own.
            column += byte & 0xC0 == 0x80 ? 0 : 1
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            guard isBlank || byte > 0x20 && byte != 0x7F else {
                throw byte == UInt8(ascii: "\r") ? .carriageReturn(place(column)) : .badCharacter(byte, place(column))
            }
            if isInField, isBlank {
                fields.append(Field(text: String(Substring(bytes[start..<index])), column: startColumn))
            } else if !isInField, !isBlank {
                (start, startColumn) = (index, column)
            }
            isInField = !isBlank
        }
        if isInField {
            fields.append(Field(text: String(Substring(bytes[start...])), column: startColumn))
        }
        return (fields, column)
    }

    private func options(_ fields: ArraySlice<Field>) throws(PlanningError) -> [SweepOption] {
        guard fields.count <= InputsFile.optionLimit else {
            throw .tooManyOptions(limit: InputsFile.optionLimit, place(fields[fields.startIndex].column))
        }
        var options: [SweepOption] = []
        for field in fields {
            // Whoever reads a file's bytes as text puts this in place of what is none.
            guard !field.text.unicodeScalars.contains("\u{FFFD}") else { throw .notUTF8(place(field.column)) }
            let parts = field.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw .notAnOption(PlanningError.shown(field.text), place(field.column)) }
            let (key, value) = (String(parts[0]), String(parts[1]))
            let option = try Self.option(key, place(field.column))
            guard option.isRepeatable || !options.contains(where: { $0.name == key }) else {
                throw .repeatedOption(key, place(field.column))
            }
            guard option.accepts(value) else {
                throw .badValue(
                    PlanningError.shown(value),
                    option,
                    place(field.column + parts[0].unicodeScalars.count + 1)
                )
            }
            options.append(SweepOption(name: key, value: value))
        }
        return options
    }

    private static func option(_ key: String, _ place: SourcePlace) throws(PlanningError) -> LauncherOption {
        if let option = LauncherOption(rawValue: key) { return option }
        if own.contains(key) { throw .ownColumn(key, place) }
        if refused.contains(key) { throw .refusedOption(key, place) }
        throw .unknownOption(PlanningError.shown(key), place)
    }

    /// The option that a column of its own stands for.
    private static func optionName(_ column: InputsColumn) -> String {
        switch column {
        case .imageSize: "image-size"
        case .name: "id"
        case .fps, .cpu, .memory: column.rawValue
        }
    }

    private func place(_ column: Int) -> SourcePlace {
        SourcePlace(path: name, line: line, column: column)
    }
}
