/// Text as HTML.
enum HTMLText {
    private static let style = TextStyle()

    /// Text that stands for itself between tags, without control characters; what was set apart is a `bdi` element.
    static func content(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var isApart = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case OutsideText.start where !isApart:
                result += "<bdi>"
                isApart = true
            case OutsideText.end where isApart:
                result += "</bdi>"
                isApart = false
            default: append(scalar, to: &result)
            }
        }
        return isApart ? result + "</bdi>" : result
    }

    /// Lines that stay lines, each as ``content(_:)``, for where blanks and line ends count.
    static func lines(_ text: String) -> String {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { content(String($0)) }
            .joined(separator: "\n")
    }

    /// Text that stands for itself within a quoted attribute or a title.
    static func attribute(_ text: String) -> String {
        var result = ""
        for scalar in OutsideText.withoutIsolates(text).unicodeScalars {
            append(scalar, to: &result)
        }
        return result
    }

    private static func append(_ scalar: Unicode.Scalar, to result: inout String) {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        case " "..."~": result.unicodeScalars.append(scalar)
        default: result += style.clean(String(scalar))
        }
    }
}
