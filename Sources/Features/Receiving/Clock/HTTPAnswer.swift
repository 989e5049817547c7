/// An answer in HTTP/1.x, as far as it has come.
struct HTTPAnswer: Hashable {
    /// The status code.
    var status: Int
    /// The document.
    var body: [UInt8]
    /// Whether the connection may be used again.
    var keepsAlive: Bool

    /// How far an answer has come.
    enum Progress: Hashable {
        /// More bytes are needed.
        case incomplete
        /// It is whole.
        case complete(HTTPAnswer)
        /// It is none that is understood here.
        case unusable(String)
    }

    /// Reads what has come so far.
    /// - Parameters:
    ///   - bytes: everything since the question.
    ///   - isClosed: whether nothing more will come.
    /// - Returns: the answer where it is whole, what is wrong where it never will be.
    static func read(_ bytes: [UInt8], isClosed: Bool) -> Progress {
        guard let headEnd = endOfHead(bytes) else {
            if isClosed { return .unusable("the connection was closed before an answer") }
            return bytes.starts(with: "HTTP/1.".utf8.prefix(bytes.count)) ? .incomplete : .unusable("no HTTP answer")
        }
        let lines = String(decoding: bytes[..<headEnd], as: UTF8.self).split(separator: "\r\n")
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            return .unusable("no HTTP answer")
        }
        let fields = fields(lines.dropFirst())
        guard fields["transfer-encoding"] == nil else { return .unusable("an answer in chunks") }
        let keepsAlive = words[0] == "HTTP/1.1" && fields["connection"]?.lowercased() != "close"
        let body = bytes[(headEnd + 4)...]
        guard let text = fields["content-length"] else {
            guard isClosed else { return .incomplete }
            return .complete(HTTPAnswer(status: status, body: Array(body), keepsAlive: false))
        }
        guard let length = Int(text), length >= 0 else { return .unusable("an answer of no known length") }
        guard body.count >= length else {
            return isClosed ? .unusable("the connection was closed within an answer") : .incomplete
        }
        // What follows the document belongs to no question.
        let isClean = body.count == length && !isClosed
        return .complete(
            HTTPAnswer(status: status, body: Array(body.prefix(length)), keepsAlive: keepsAlive && isClean)
        )
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        return (0...bytes.count - 4).first { index in
            bytes[index] == 13 && bytes[index + 1] == 10 && bytes[index + 2] == 13 && bytes[index + 3] == 10
        }
    }

    private static func fields(_ lines: some Sequence<Substring>) -> [String: String] {
        var fields: [String: String] = [:]
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            fields[line[..<colon].lowercased()] = String(value)
        }
        return fields
    }
}
