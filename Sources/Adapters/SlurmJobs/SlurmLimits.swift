/// What a cluster takes.
public struct SlurmLimits: Hashable, Sendable {
    /// One more than the highest number of an array's task (`MaxArraySize`).
    public var maxArraySize: Int
    /// How many jobs the controller keeps at the same time, each task of an array counted (`MaxJobCount`).
    public var maxJobCount: Int
    /// The exit codes with which a job is queued again by Slurm itself (`RequeueExit`).
    public var requeueExitCodes: Set<Int>

    /// Makes limits; each argument is the property of its name, the defaults are Slurm's own.
    public init(maxArraySize: Int = 1_001, maxJobCount: Int = 10_000, requeueExitCodes: Set<Int> = []) {
        self.maxArraySize = maxArraySize
        self.maxJobCount = maxJobCount
        self.requeueExitCodes = requeueExitCodes
    }
}

extension SlurmLimits {
    /// Reads what `scontrol show config` writes: a setting a line, `Name = value`.
    /// - Returns: nil where one of the two sizes is missing.
    init?(configuration text: String) {
        var settings: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let sides = line.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            settings[sides[0].trimmed] = sides[1].trimmed
        }
        guard let arraySize = settings["MaxArraySize"].flatMap({ Int($0) }),
            let jobCount = settings["MaxJobCount"].flatMap({ Int($0) })
        else { return nil }
        self.init(
            maxArraySize: arraySize,
            maxJobCount: jobCount,
            requeueExitCodes: Self.codes(settings["RequeueExit"] ?? "")
        )
    }

    /// Reads a list of exit codes, such as `1,5-7`; what is none of them is left out, as in `(null)`.
    private static func codes(_ text: Substring) -> Set<Int> {
        var codes: Set<Int> = []
        for item in text.split(separator: ",") {
            let ends = item.split(separator: "-").compactMap { Int($0.trimmed) }.filter { (0...255).contains($0) }
            guard let first = ends.first, let last = ends.last, first <= last, ends.count <= 2 else { continue }
            codes.formUnion(first...last)
        }
        return codes
    }
}

extension Substring {
    /// The text without blanks at its ends.
    var trimmed: Substring {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true {
            text.removeLast()
        }
        return text
    }
}
