import Foundation
import Hummingbird

/// A text that stands in an address's path.
enum PathText {
    /// The text, its percent signs resolved, of 1 to 300 characters.
    /// - Throws: ``LabServerError/badParameter(_:value:expected:)``.
    static func of(_ name: String, _ context: LabRequestContext) throws(LabServerError) -> String {
        let raw = context.parameters.get(name) ?? ""
        guard let text = raw.removingPercentEncoding, (1...300).contains(text.count) else {
            throw .badParameter(name, value: String(raw.prefix(60)), expected: "a text of 1 to 300 characters")
        }
        return text
    }
}
