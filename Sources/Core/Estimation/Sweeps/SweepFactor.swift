/// A setting that varies in a sweep.
public struct SweepFactor: Hashable, Sendable, Encodable {
    /// Its name in the runs' manifests; `provider`; or `cpu_memory` where both vary.
    public let name: String
    /// Its values, numbers in ascending order, as a person writes them; `unset` where a run has none.
    public let levels: [String]
    /// Settings whose values follow from this one's, so that their effects are in its own.
    public let goesWith: [String]

    private enum CodingKeys: String, CodingKey {
        case name, levels
        case goesWith = "goes_with"
    }
}

extension SweepFactor {
    /// Factors that say how large the picture is: runs of their levels receive different sizes on purpose.
    static let sizes: Set<String> = ["image_size", "size", "variant"]
    /// Factors that are only recorded where the streamer is not held to them.
    static let enforcedOnTasks: Set<String> = ["cpu", "memory", "cpu_memory"]
}
