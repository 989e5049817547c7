/// Reads an address's parameters, each within its limits.
struct ParameterReader {
    private let fields: FormFields

    /// - Throws: ``LabServerError/badParameter(_:value:expected:)`` for what is no list of parameters.
    init(_ query: String?) throws(LabServerError) {
        do throws(LabServerError) {
            fields = try FormFields((query ?? "").utf8)
        } catch {
            var expected = "a list of parameters"
            if case .badBody(let reason) = error {
                expected += ": \(reason)"
            }
            throw .badParameter("?", value: Self.shown(query ?? ""), expected: expected)
        }
    }

    /// A text of 1 to so many characters; nil where it is missing or empty.
    func text(_ name: String, upTo limit: Int) throws(LabServerError) -> String? {
        try texts(name, upTo: limit, count: 1).first
    }

    /// Texts of 1 to so many characters each, so many at most; empty ones are left out.
    func texts(_ name: String, upTo limit: Int, count: Int) throws(LabServerError) -> [String] {
        let texts = fields.all(name).filter { !$0.isEmpty }
        guard texts.count <= count else {
            throw .badParameter(name, value: Self.shown(texts[count]), expected: "given at most \(count) times")
        }
        if let text = texts.first(where: { $0.count > limit || $0.unicodeScalars.contains { $0.value < 0x20 } }) {
            throw .badParameter(name, value: Self.shown(text), expected: "a text of at most \(limit) characters")
        }
        return texts
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(LabServerError) -> Int? {
        guard let text = try text(name, upTo: 100) else { return nil }
        guard let value = Int(text), range.contains(value) else {
            throw .badParameter(
                name,
                value: Self.shown(text),
                expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return value
    }

    func number(_ name: String, in range: ClosedRange<Double>) throws(LabServerError) -> Double? {
        guard let text = try text(name, upTo: 100) else { return nil }
        guard let value = Double(text), range.contains(value) else {
            throw .badParameter(
                name,
                value: Self.shown(text),
                expected: "a number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return value
    }

    func flag(_ name: String) throws(LabServerError) -> Bool? {
        guard let text = try text(name, upTo: 100) else { return nil }
        guard let value = Bool(text) else {
            throw .badParameter(name, value: Self.shown(text), expected: "true or false")
        }
        return value
    }

    /// One of a few words.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String,
        _: Value.Type
    ) throws(LabServerError) -> Value? where Value.RawValue == String {
        guard let text = try text(name, upTo: 100) else { return nil }
        guard let value = Value(rawValue: text) else {
            let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw .badParameter(name, value: Self.shown(text), expected: "one of \(words)")
        }
        return value
    }

    /// Enough of a text to know it by.
    private static func shown(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }
}
