/// A field of CSV: as RFC 4180 writes it, and as a spreadsheet takes it for what it is.
enum CSVField {
    /// What a spreadsheet takes for the beginning of a formula, in both widths.
    private static let formulaSigns: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
    private static let quotedSigns: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]

    /// A field in quotes where it holds a comma, a quote or a line end.
    ///
    /// A text that a spreadsheet would compute gets an apostrophe before it, as whoever types it there would: a run may be
    /// called `=1+1`, or worse, by somebody else. Numbers below 0 stay numbers.
    static func text(_ field: String) -> String {
        let scalars = field.unicodeScalars
        let isFormula = scalars.first.map(formulaSigns.contains) == true && Double(field) == nil
        let sign = isFormula ? "'" : ""
        guard scalars.contains(where: quotedSigns.contains) else { return sign + field }
        // Not by characters: a quote with an accent over it is another one, and yet a quote to whoever reads bytes.
        var written = String.UnicodeScalarView("\"\(sign)".unicodeScalars)
        for scalar in scalars {
            written.append(contentsOf: scalar == "\"" ? [scalar, scalar] : [scalar])
        }
        written.append("\"")
        return String(written)
    }
}
