import LabModel
import Yams

/// Reads YAML, and JSON, which is YAML too.
public enum YAMLFile {
    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - path: the file, as errors name it.
    ///   - byteLimit: the most bytes that it may have, whole KiB.
    ///   - shape: what such a file looks like, such as `a list of providers, each a mapping`.
    /// - Returns: its root; nil for a file without any.
    /// - Throws: ``YAMLError``, which holds nothing of the file's text: that may have secrets.
    public static func parse(
        _ bytes: [UInt8],
        path: String,
        byteLimit: Int,
        shape: String
    ) throws(YAMLError) -> YAMLNode? {
        guard bytes.count <= byteLimit else {
            throw .unreadable(path: path, reason: "it is larger than \(byteLimit >> 10) KiB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(path: path, reason: "it is no UTF-8")
        }
        do throws(YAMLLimits.Excess) {
            try YAMLLimits.check(text, path: path, shape: shape)
        } catch {
            throw .limit(error)
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text, .default, .default, .utf8)
        } catch {
            throw explained(error, SourcePlace(path: path, line: 1, column: 1))
        }
        // Anchors are refused, so that no piece stands in the tree twice, and limits keep it flat.
        return root.map { node($0, path) }
    }

    private static func node(_ node: Node, _ path: String) -> YAMLNode {
        let place = SourcePlace(path: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
        switch node {
        case .scalar(let scalar):
            return YAMLNode(value: .scalar(YAMLScalar(text: scalar.string, kind: kind(of: node))), place: place)
        case .sequence(let nodes):
            return YAMLNode(value: .sequence(nodes.map { self.node($0, path) }), place: place)
        case .mapping(let pairs):
            let fields = pairs.map { (key: self.node($0.key, path), value: self.node($0.value, path)) }
            return YAMLNode(value: .mapping(fields), place: place)
        case .alias:
            return YAMLNode(value: .scalar(YAMLScalar(text: "", kind: .other)), place: place)
        }
    }

    private static func kind(of node: Node) -> YAMLScalar.Kind {
        switch node.tag {
        case Tag(.str): .text
        case Tag(.null): .null
        case Tag(.int), Tag(.float): node.float.map { .number($0) } ?? .other
        default: .other
        }
    }

    private static func explained(_ error: any Error, _ start: SourcePlace) -> YAMLError {
        func place(_ mark: Mark) -> SourcePlace {
            SourcePlace(path: start.path, line: mark.line, column: mark.column)
        }
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return .malformed(place(mark), problem: problem)
        case .duplicatedKeysInMapping(_, let context):
            return .malformed(place(context.mark), problem: "a key stands twice in one mapping")
        case .reader(let problem, _, _, _):
            return .malformed(start, problem: problem)
        default:
            return .malformed(start, problem: "it cannot be read")
        }
    }
}
