/// What tasks of ECS on Fargate cost: Linux on x86, on demand, without savings plans.
///
/// A list ages: AWS's own page counts, and `--cpu-price` with `--memory-price` stand in its place. AWS charges from the
/// pull of the image to the task's end, by the second and for a minute at least.
public enum FargatePrices {
    /// The day on which the list was looked up.
    public static let date = "2026-11-21"

    /// What tasks cost in a region.
    /// - Parameter region: such as `us-east-1`.
    /// - Returns: nil for regions that the list does not hold.
    public static func prices(in region: String) -> TaskPrices? {
        guard let (cpu, memory) = list[region] else { return nil }
        return TaskPrices(perCPUHour: cpu, perGigabyteHour: memory, currency: "USD", date: date, region: region)
    }

    /// The regions of the list, sorted.
    public static var regions: [String] {
        list.keys.sorted()
    }

    /// An hour of 1,024 CPU units and an hour of a gigabyte, in US dollars.
    private static let list: [String: (cpu: Double, memory: Double)] = [
        "ap-northeast-1": (0.05056, 0.00553),
        "ap-northeast-2": (0.04656, 0.00511),
        "ap-south-1": (0.04256, 0.004655),
        "ap-southeast-1": (0.05056, 0.00553),
        "ap-southeast-2": (0.04856, 0.00532),
        "ca-central-1": (0.04456, 0.004865),
        "eu-central-1": (0.04656, 0.00511),
        "eu-north-1": (0.0445, 0.0049),
        "eu-west-1": (0.04048, 0.004445),
        "eu-west-2": (0.04656, 0.00511),
        "eu-west-3": (0.0486, 0.0053),
        "sa-east-1": (0.0696, 0.0076),
        "us-east-1": (0.04048, 0.004445),
        "us-east-2": (0.04048, 0.004445),
        "us-west-1": (0.04656, 0.00511),
        "us-west-2": (0.04048, 0.004445),
    ]
}
