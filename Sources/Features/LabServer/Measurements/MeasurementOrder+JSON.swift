import Foundation
import LabModel

extension MeasurementOrder {
    private enum Key: String, CaseIterable {
        case id, provider, durationS = "duration_s", size, fps, codec, bitrate, link
    }

    /// Reads an order; what is missing is as usual, but for the id.
    /// - Throws: ``LabServerError/badBody(reason:)`` for what is no JSON object of the known keys.
    init(json: Data) throws(LabServerError) {
        self.init()
        guard let object = (try? JSONSerialization.jsonObject(with: json)) as? [String: Any] else {
            throw .badBody(reason: "it is no JSON object")
        }
        if let unknown = object.keys.sorted().first(where: { Key(rawValue: $0) == nil }) {
            throw .badBody(reason: "it has an unknown key '\(unknown.prefix(60))'")
        }
        guard object[Key.id.rawValue] != nil else { throw .badBody(reason: "'id' is missing") }
        for key in Key.allCases where key != .durationS {
            guard let value = object[key.rawValue] else { continue }
            guard let text = value as? String else { throw .badBody(reason: "'\(key.rawValue)' is no text") }
            set(key, text)
        }
        if let value = object[Key.durationS.rawValue] {
            guard !(value is String), !(value is NSNull), !Self.isFlag(value), let number = value as? Double else {
                throw .badBody(reason: "'duration_s' is no number")
            }
            durationS = number
        }
    }

    /// Foundation reads `true` as a number too.
    private static func isFlag(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
    }

    private mutating func set(_ key: Key, _ text: String) {
        switch key {
        case .id: id = text
        case .provider: provider = text
        case .size: size = text
        case .fps: fps = text
        case .codec: codec = text
        case .bitrate: bitrate = text
        case .link: link = text
        case .durationS: break
        }
    }
}
