public import LabModel

/// A piece of a YAML file: a value, a list or a mapping, with the place where it begins.
public struct YAMLNode: Sendable {
    /// What a piece is.
    public enum Value: Sendable {
        /// A value.
        case scalar(YAMLScalar)
        /// A list.
        case sequence([YAMLNode])
        /// Keys with their values, in the file's order, no key twice.
        case mapping([(key: YAMLNode, value: YAMLNode)])
    }

    /// What it is.
    public let value: Value
    /// Where it begins.
    public let place: SourcePlace

    /// The value; nil for a list and a mapping.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = value { scalar } else { nil }
    }

    /// The list's pieces; nil for what is no list.
    public var items: [YAMLNode]? {
        if case .sequence(let items) = value { items } else { nil }
    }

    /// The mapping's keys and values; nil for what is no mapping.
    public var fields: [(key: YAMLNode, value: YAMLNode)]? {
        if case .mapping(let fields) = value { fields } else { nil }
    }
}
