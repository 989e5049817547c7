/// What JSON Schema (2020-12, as OpenAPI 3.1 has it) says of a value.
indirect enum APISchema: Hashable, Sendable {
    /// Any JSON.
    case anything
    case text(choices: [String] = [], maximum: Int? = nil)
    case whole(ClosedRange<Int>? = nil)
    case number(ClosedRange<Double>? = nil)
    case flag
    case list(APISchema)
    /// Values of one kind under any names.
    case dictionary(APISchema)
    /// All keys are always there.
    case object([String: APISchema])
    /// Of some keys, which may be missing; others are refused.
    case options([String: APISchema], required: [String])
    /// Or `null`.
    case orNull(APISchema)
    /// One of ``APISchemas/all``.
    case named(String)

    /// The schema as JSON.
    var json: APIJSON {
        switch self {
        case .anything: .object([:])
        case .text(let choices, let maximum): text(choices, maximum)
        case .whole(let range): bounded("integer", range.map { (.number($0.lowerBound), .number($0.upperBound)) })
        case .number(let range): bounded("number", range.map { (.decimal($0.lowerBound), .decimal($0.upperBound)) })
        case .flag: .object(["type": .text("boolean")])
        case .list(let element): .object(["type": .text("array"), "items": element.json])
        case .dictionary(let value): .object(["type": .text("object"), "additionalProperties": value.json])
        case .object(let keys): object(keys, required: keys.keys.sorted(), isClosed: true)
        case .options(let keys, let required): object(keys, required: required, isClosed: true)
        case .orNull(let schema): .object(["anyOf": .list([schema.json, .object(["type": .text("null")])])])
        case .named(let name): .object(["$ref": .text("#/components/schemas/\(name)")])
        }
    }

    private func text(_ choices: [String], _ maximum: Int?) -> APIJSON {
        var keys: [String: APIJSON] = ["type": .text("string")]
        keys["enum"] = choices.isEmpty ? nil : .list(choices.map { .text($0) })
        keys["maxLength"] = maximum.map { .number($0) }
        return .object(keys)
    }

    private func bounded(_ type: String, _ range: (APIJSON, APIJSON)?) -> APIJSON {
        var keys: [String: APIJSON] = ["type": .text(type)]
        keys["minimum"] = range?.0
        keys["maximum"] = range?.1
        return .object(keys)
    }

    private func object(_ keys: [String: APISchema], required: [String], isClosed: Bool) -> APIJSON {
        .object([
            "type": .text("object"),
            "properties": .object(keys.mapValues(\.json)),
            "required": .list(required.map { .text($0) }),
            "additionalProperties": .flag(!isClosed),
        ])
    }
}

/// JSON that is written, never read.
indirect enum APIJSON: Hashable, Sendable, Encodable {
    case text(String)
    case number(Int)
    case decimal(Double)
    case flag(Bool)
    case list([APIJSON])
    case object([String: APIJSON])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .decimal(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}
