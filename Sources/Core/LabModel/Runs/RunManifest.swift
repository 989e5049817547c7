/// What a run measured and under which settings: enough to repeat it.
public struct RunManifest: Hashable, Sendable {
    /// The setting that runs share which were measured at once, its value being the first one's uuid.
    ///
    /// They have streamer, frames, receiver, control and one fit of the clocks in common.
    public static let group = "group"

    /// The run's identity, a version 7 UUID in lower case.
    public var uuid: String
    /// The name that its user gave it; holds no `@`.
    public var id: String
    /// Which attempt under that name, from 1.
    public var attempt: Int
    /// Which provider was under test.
    public var provider: String
    /// Where the stream was received from, without secrets.
    public var url: String
    /// When the run began.
    public var startedAt: WallTime
    /// Every setting that shaped it, by its option's name.
    public var settings: [String: SettingValue]
    /// Versions of the lab and of the libraries it stands on.
    public var versions: [String: String]
    /// What the machine is.
    public var machine: [String: SettingValue]

    /// Makes a manifest; each argument is the property of its name.
    public init(
        uuid: String,
        id: String,
        attempt: Int,
        provider: String,
        url: String,
        startedAt: WallTime,
        settings: [String: SettingValue],
        versions: [String: String],
        machine: [String: SettingValue]
    ) {
        self.uuid = uuid
        self.id = id
        self.attempt = attempt
        self.provider = provider
        self.url = url
        self.startedAt = startedAt
        self.settings = settings
        self.versions = versions
        self.machine = machine
    }
}

/// One setting or fact of a manifest.
public enum SettingValue: Hashable, Sendable, Codable {
    /// A whole number.
    case integer(Int)
    /// A number with a fraction.
    case number(Double)
    /// A switch.
    case flag(Bool)
    /// Anything else.
    case text(String)

    /// Reads a JSON boolean, number or string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    /// Writes the bare value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .flag(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        }
    }
}

extension SettingValue: CustomStringConvertible {
    /// The value as a person writes it.
    public var description: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .flag(let value): "\(value)"
        case .text(let value): value
        }
    }
}
