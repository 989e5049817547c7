/// Words of a command line that people are told to type, quoted where a shell needs it.
public enum ShellWord {
    /// The word as a POSIX shell takes it.
    /// - Parameter text: what the program is to get; empty too.
    /// - Returns: the text itself where it has letters, digits and `@%+=:,./_-` alone, else between single quotes.
    public static func quoted(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "@", "%", "+", "=", ":", ",", ".", "/", "_", "-": true
            default: false
            }
        }
        guard !plain || text.isEmpty else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
