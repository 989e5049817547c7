/// The number by which Slurm knows a job, or a whole array of them.
public struct SlurmJobID: Hashable, Sendable, CustomStringConvertible {
    /// The number, 1 or more.
    public var number: Int

    /// Makes an id; nil below 1.
    public init?(_ number: Int) {
        guard number > 0 else { return nil }
        self.number = number
    }

    /// Reads what `sbatch --parsable` writes: the number, in a federation followed by `;` and the cluster's name.
    public init?(parsable text: String) {
        let digits = text.prefix { $0 != ";" && !$0.isNewline }
        guard let number = Int(digits) else { return nil }
        self.init(number)
    }

    /// The number as Slurm's commands take it.
    public var description: String {
        "\(number)"
    }
}

extension SlurmJobID: Codable {
    /// Reads the bare number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = SlurmJobID(try container.decode(Int.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a job's number is 1 or more")
        }
        self = id
    }

    /// Writes the bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
