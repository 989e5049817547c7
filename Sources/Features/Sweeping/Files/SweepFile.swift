import Foundation

/// The JSON files of a sweep.
enum SweepFile {
    /// The fields that tell what a file is, whatever else it holds.
    private struct Form: Decodable {
        var schema: Int
    }

    /// One object with its keys in order, so that two files can be compared.
    static func encode(_ value: some Encodable, path: String) throws(SweepingError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(value) + Data("\n".utf8)
        } catch {
            throw .unwritable(path: path, reason: "\(error)")
        }
    }

    /// Reads an object of the present form.
    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from data: Data,
        path: String
    ) throws(SweepingError) -> Value {
        let decoder = JSONDecoder()
        guard let form = try? decoder.decode(Form.self, from: data) else {
            throw .damaged(path: path, reason: "no JSON object with a schema")
        }
        guard form.schema == SweepManifest.currentSchema else {
            throw .newerVersion(path: path, schema: form.schema)
        }
        do {
            return try decoder.decode(type, from: data)
        } catch {
            throw .damaged(path: path, reason: reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "\(key.stringValue) is missing"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has the wrong type"
        case DecodingError.dataCorrupted(let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) holds no such value"
        default: "\(error)"
        }
    }
}
