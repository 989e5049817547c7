import Foundation
import LabCommand

/// The first lab's six variables, which task overrides still set.
struct OldEnvironment {
    private static let names = ["CPU", "MEMORY", "FPS", "IMAGE_SIZE", "VIDEO_TYPE", "ID"]

    /// Those that are set and not empty.
    let set: [String: String]

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        set = environment.filter { Self.names.contains($0.key) && !$0.value.isEmpty }
    }

    /// One of them as a value; nil where it is not set.
    func value<Value>(_ name: String, as kind: SettingKind<Value>) throws -> Value? {
        guard let text = set[name] else { return nil }
        guard let value = kind.parse(text) else {
            throw CommandError.badValue(text, source: "\(name) in the environment", expected: kind.expected)
        }
        return value
    }
}
