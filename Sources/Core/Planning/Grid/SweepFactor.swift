/// What a sweep varies, or sets for all of its runs, and to which values.
public struct SweepFactor: Hashable, Sendable {
    /// What is varied.
    public enum Kind: Hashable, Sendable {
        /// The column of the picture size.
        case imageSize
        /// The column of the frame rate.
        case framesPerSecond
        /// The columns of CPU units and memory, together.
        case cpuMemory
        /// An option of start-task-and-client, a further column.
        case option(LauncherOption)
    }

    /// What is varied.
    public var kind: Kind
    /// Its values, in their order.
    public var levels: [SweepLevel]

    /// Makes a factor; each argument is the property of its name.
    public init(_ kind: Kind, levels: [SweepLevel]) {
        self.kind = kind
        self.levels = levels
    }
}

extension SweepFactor.Kind {
    /// Finds a factor by its name, with hyphens or underscores.
    /// - Returns: nil where there is none of this name.
    public init?(name: String) {
        let option = name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
        switch option {
        case "image-size": self = .imageSize
        case "fps": self = .framesPerSecond
        case "cpu-memory": self = .cpuMemory
        default:
            guard let found = LauncherOption(rawValue: option) else { return nil }
            self = .option(found)
        }
    }

    /// Its name, as a grid file has it.
    public var name: String {
        switch self {
        case .imageSize: "image_size"
        case .framesPerSecond: "fps"
        case .cpuMemory: "cpu_memory"
        case .option(let option): option.rawValue.split(separator: "-").joined(separator: "_")
        }
    }

    /// What each of its values has to be, after "is not".
    var expected: String {
        switch self {
        case .imageSize: InputsColumn.imageSize.expected
        case .framesPerSecond: InputsColumn.fps.expected
        case .cpuMemory: "CPU units and GB of memory with a colon between, such as 512:1"
        case .option(let option): option.expected
        }
    }

    /// Whether a text may be one of its values.
    func accepts(_ text: String) -> Bool {
        switch self {
        case .imageSize: InputsColumn.imageSize.accepts(text)
        case .framesPerSecond: InputsColumn.fps.accepts(text)
        case .cpuMemory: Self.cpuMemory(text) != nil
        case .option(let option): option.accepts(text)
        }
    }

    /// The two columns of a value such as `512:1`; nil where it is none.
    static func cpuMemory(_ text: String) -> (cpu: Int, memory: String)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, InputsColumn.cpu.accepts(parts[0]), InputsColumn.memory.accepts(parts[1]) else {
            return nil
        }
        return Int(parts[0]).map { ($0, parts[1]) }
    }
}
