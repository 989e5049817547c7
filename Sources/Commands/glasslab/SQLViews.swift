import Foundation
import LabCommand
import Reporting
import RunStore

/// What `glasslab sql .views` tells.
enum SQLViews {
    /// The word that asks for it, in the manner of the shell's own commands.
    static let word = ".views"

    private struct View: Encodable {
        var name: String
        var row: String
        var columns: [String]
    }

    /// A view with its columns below it, wrapped.
    static func text(style: TextStyle) -> String {
        ShellViews.all.map { view in
            let columns = TextStyle.wrap(view.columns.joined(separator: ", "), width: max(20, style.width - 4))
            return "\(view.name): \(view.row)\n" + columns.map { "    \($0)\n" }.joined()
        }.joined()
    }

    /// The same as JSON, a view an object.
    /// - Throws: `EncodingError`, though there is nothing in it that JSON cannot hold.
    static func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        let views = ShellViews.all.map { View(name: $0.name, row: $0.row, columns: $0.columns) }
        return String(decoding: try encoder.encode(["views": views]), as: UTF8.self) + "\n"
    }
}
