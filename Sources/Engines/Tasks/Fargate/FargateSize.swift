/// How large tasks on Fargate may be: memory goes with CPU units.
///
/// AWS: "Amazon ECS task definition parameters for Fargate", task size.
public struct FargateSize: Hashable, Sendable {
    /// CPU units, 1024 a core.
    public let cpu: Int
    /// Memory in MiB.
    public let memory: Int

    /// Makes a size.
    /// - Parameters:
    ///   - cpu: CPU units.
    ///   - gigabytes: memory in GB of 1024 MiB.
    /// - Throws: ``FargateError/badSize(cpu:gigabytes:sizes:)`` where Fargate has no such size.
    public init(cpu: Int, gigabytes: Double) throws(FargateError) {
        guard let sizes = Self.memory(for: cpu) else {
            throw .badSize(cpu: cpu, gigabytes: gigabytes, sizes: Self.cpuUnits.map { "\($0)" })
        }
        let memory = (gigabytes * 1_024).rounded()
        guard let chosen = sizes.first(where: { Double($0) == memory }) else {
            throw .badSize(cpu: cpu, gigabytes: gigabytes, sizes: sizes.map(Self.text))
        }
        (self.cpu, self.memory) = (cpu, chosen)
    }

    /// The CPU units that tasks may have.
    public static let cpuUnits = [256, 512, 1_024, 2_048, 4_096, 8_192, 16_384]

    /// The memory that goes with CPU units, in MiB; nil for units that Fargate does not have.
    public static func memory(for cpu: Int) -> [Int]? {
        let gigabytes: [Double]
        switch cpu {
        case 256: gigabytes = [0.5, 1, 2]
        case 512: gigabytes = (1...4).map(Double.init)
        case 1_024: gigabytes = (2...8).map(Double.init)
        case 2_048: gigabytes = (4...16).map(Double.init)
        case 4_096: gigabytes = (8...30).map(Double.init)
        case 8_192: gigabytes = stride(from: 16, through: 60, by: 4).map(Double.init)
        case 16_384: gigabytes = stride(from: 32, through: 120, by: 8).map(Double.init)
        default: return nil
        }
        return gigabytes.map { Int($0 * 1_024) }
    }

    private static func text(_ memory: Int) -> String {
        memory % 1_024 == 0 ? "\(memory / 1_024)" : "\(Double(memory) / 1_024)"
    }
}
