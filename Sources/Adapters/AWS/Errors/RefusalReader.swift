import Foundation
import LabModel

/// Reads what a service says when it refuses: JSON, or one of three shapes of XML.
enum RefusalReader {
    static func read(_ answer: AWSAnswer, _ operation: AWSOperation, attempts: Int) -> AWSRefusal {
        let said = json(answer) ?? xml(answer) ?? (code: "", message: "", requestID: nil)
        let code = said.code.isEmpty ? answer.header("x-amzn-errortype") ?? "" : said.code
        let word = code.split(separator: "#").last.map { $0.prefix { $0 != ":" } } ?? ""
        return AWSRefusal(
            operation: operation,
            status: answer.status,
            code: line(String(word), limit: 100),
            message: line(said.message, limit: 500),
            requestID: (answer.requestID ?? said.requestID).map { line($0, limit: 200) },
            attempts: attempts
        )
    }

    /// How long the service asks to wait; nil for nothing.
    static func wait(_ answer: AWSAnswer) -> Latency? {
        if let milliseconds = answer.header("x-amz-retry-after").flatMap({ Double($0) }) {
            return .milliseconds(milliseconds)
        }
        return answer.header("retry-after").flatMap { Double($0) }.map { .seconds($0) }
    }

    private typealias Said = (code: String, message: String, requestID: String?)

    private struct Fields: Decodable {
        var type: String?
        var code: String?
        var message: String?
        var capital: String?

        enum CodingKeys: String, CodingKey {
            case type = "__type"
            case code
            case message
            case capital = "Message"
        }
    }

    private static func json(_ answer: AWSAnswer) -> Said? {
        guard answer.body.first == UInt8(ascii: "{"),
            let fields = try? JSONDecoder().decode(Fields.self, from: Data(answer.body))
        else { return nil }
        return (fields.type ?? fields.code ?? "", fields.message ?? fields.capital ?? "", nil)
    }

    private static func xml(_ answer: AWSAnswer) -> Said? {
        guard let root = try? XMLElement(parsing: answer.body) else { return nil }
        let inner = [root, root["Error"], root["Errors"]["Error"]].first { !$0["Code"].text.isEmpty }
        guard let inner else { return nil }
        let id = [root["RequestId"], root["RequestID"], inner["RequestId"]].compactMap(\.nonEmptyText).first
        return (inner["Code"].text, inner["Message"].text, id)
    }

    /// On one line, without what a terminal would obey, and not longer than the limit.
    private static func line(_ text: String, limit: Int) -> String {
        let plain = text.unicodeScalars.map { scalar in
            scalar.value < 32 || (0x7F...0x9F).contains(scalar.value) ? " " : String(scalar)
        }.joined()
        return plain.count <= limit ? plain : plain.prefix(limit - 1) + "…"
    }
}
