import LabModel
import Planning
import YAMLFiles

/// Reads a grid from the tree of a file: every key known, every value a text or a list of them.
///
/// A value's text counts as it stands, whatever type YAML gives it: `512:1` is a number to base 60 there, and `on` a
/// truth.
struct GridReader {
    /// Every key of a grid file.
    static let known =
        ["image_size", "fps", "cpu_memory"]
        + LauncherOption.allCases.map { SweepFactor.Kind.option($0).name } + ["repeats", "order", "seed", "name"]

    /// Reads the tree's root: a mapping.
    /// - Throws: ``GridFileError``.
    func read(_ root: YAMLNode) throws(GridFileError) -> GridDraft {
        guard let mapping = root.fields else {
            if root.scalar?.text.isEmpty == true { return GridDraft() }
            throw .wrongType(root.place, key: "the file", expected: "a mapping")
        }
        var draft = GridDraft()
        var seed: YAMLNode?
        for (key, value) in mapping {
            let name = key.scalar?.text.split(separator: "-", omittingEmptySubsequences: false).joined(separator: "_")
            switch name ?? "" {
            case "repeats":
                draft.repeats = try number(value, "repeats", "a whole number from 1 to \(SweepGrid.repeatLimit)")
            case "seed":
                draft.seed = try number(value, "seed", "a whole number from 0 to \(UInt64.max)")
                seed = value
            case "name": draft.prefix = try scalar(value, "name")
            case "order":
                let words = SweepOrder.allCases.map(\.rawValue).joined(separator: ", ")
                guard let order = SweepOrder(rawValue: try scalar(value, "order")) else {
                    throw .wrongType(value.place, key: "order", expected: "one of \(words)")
                }
                draft.order = order
            default:
                let factor = try factor(key, name, value)
                guard !draft.factors.contains(where: { $0.kind == factor.kind }) else {
                    throw .keyTwice(key.place, key: factor.kind.name)
                }
                draft.factors.append(factor)
            }
        }
        if let seed, draft.order != .shuffled {
            throw .wrongType(seed.place, key: "seed", expected: "of any use without order: shuffled")
        }
        return draft
    }

    private func factor(_ key: YAMLNode, _ name: String?, _ value: YAMLNode) throws(GridFileError) -> SweepFactor {
        guard let name, let kind = SweepFactor.Kind(name: name) else {
            throw .unknownKey(key.place, key: String((key.scalar?.text ?? "").prefix(40)))
        }
        guard let nodes = value.items else {
            return SweepFactor(kind, levels: [try level(value, kind.name)])
        }
        guard nodes.count <= InputsFile.lineLimit, !nodes.isEmpty else {
            throw .wrongType(value.place, key: kind.name, expected: "a list of 1 to \(InputsFile.lineLimit) values")
        }
        var levels: [SweepLevel] = []
        for node in nodes {
            levels.append(try level(node, kind.name))
        }
        return SweepFactor(kind, levels: levels)
    }

    private func level(_ node: YAMLNode, _ key: String) throws(GridFileError) -> SweepLevel {
        SweepLevel(try scalar(node, key), place: "\(node.place)")
    }

    private func scalar(_ node: YAMLNode, _ key: String) throws(GridFileError) -> String {
        guard let scalar = node.scalar, !scalar.text.isEmpty, scalar.kind != .null else {
            throw .wrongType(node.place, key: key, expected: "a value or a list of values")
        }
        return scalar.text
    }

    private func number<Value: FixedWidthInteger>(
        _ node: YAMLNode,
        _ key: String,
        _ expected: String
    ) throws(GridFileError) -> Value {
        guard let value = Value(try scalar(node, key)) else {
            throw .wrongType(node.place, key: key, expected: expected)
        }
        return value
    }
}
