import Foundation
import Sweeping

/// What became of a line, in words.
struct LineWords {
    let number: Int
    let name: String
    let outcome: LineOutcome

    private struct Document: Encodable {
        var line: Int
        var name: String
        var outcome: String
        var reason: String?
    }

    /// One line for a person.
    var text: String {
        let start = "line \(number), \(name): "
        return switch outcome {
        case .alreadyDone: start + "was done before"
        case .done: start + "done"
        case .late: start + "another attempt was first, this one's run was thrown away"
        case .failed(let reason): start + "failed: \(reason)"
        case .interrupted: start + "interrupted: the same command again does it"
        case .transient(let reason): start + "not done: \(reason); the same command again may do it"
        }
    }

    /// One object: `line`, `name`, `outcome`, and `reason` where there is one.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(line: number, name: name, outcome: word, reason: reason)
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private var word: String {
        switch outcome {
        case .alreadyDone: "already_done"
        case .done: "done"
        case .late: "late"
        case .failed: "failed"
        case .interrupted: "interrupted"
        case .transient: "transient"
        }
    }

    private var reason: String? {
        switch outcome {
        case .failed(let reason), .transient(let reason): reason
        default: nil
        }
    }
}
