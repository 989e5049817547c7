/// What a task's CPU and memory cost, by a list or as its user wrote it down.
public struct TaskPrices: Hashable, Sendable, Codable {
    /// For an hour of 1,024 CPU units; 0 or more.
    public var perCPUHour: Double
    /// For an hour of a gigabyte of memory; 0 or more.
    public var perGigabyteHour: Double
    /// The currency of both, three capital letters of ISO 4217.
    public var currency: String
    /// The day on which the prices were looked up, as `2026-11-21`; nil where nobody wrote it down.
    public var date: String?
    /// Where tasks cost so, such as `us-east-1`; nil where nobody says.
    public var region: String?

    /// Makes prices; each argument is the property of its name.
    public init(
        perCPUHour: Double,
        perGigabyteHour: Double,
        currency: String = "USD",
        date: String? = nil,
        region: String? = nil
    ) {
        (self.perCPUHour, self.perGigabyteHour, self.currency) = (perCPUHour, perGigabyteHour, currency)
        (self.date, self.region) = (date, region)
    }

    /// What an hour of a task costs: CPU units / 1,024 · ``perCPUHour`` + gigabytes · ``perGigabyteHour``.
    /// - Parameters:
    ///   - cpu: CPU units, 1,024 being one core.
    ///   - memory: gigabytes.
    /// - Returns: the amount, in ``currency``.
    public func perHour(cpu: Double, memory: Double) -> Double {
        cpu / 1_024 * perCPUHour + memory * perGigabyteHour
    }

    private enum CodingKeys: String, CodingKey {
        case perCPUHour = "per_cpu_hour"
        case perGigabyteHour = "per_gb_hour"
        case currency, date, region
    }
}

extension TaskPrices {
    /// The prices as a run's manifest holds them.
    public var settings: [String: SettingValue] {
        var settings: [String: SettingValue] = [
            Setting.perCPUHour.rawValue: .number(perCPUHour),
            Setting.perGigabyteHour.rawValue: .number(perGigabyteHour),
            Setting.currency.rawValue: .text(currency),
        ]
        settings[Setting.date.rawValue] = date.map { .text($0) }
        settings[Setting.region.rawValue] = region.map { .text($0) }
        return settings
    }

    /// Reads what ``settings`` wrote.
    ///
    /// Nil where a price or the currency is missing, or is no number from 0.
    /// - Parameter settings: those of a run's manifest.
    public init?(settings: [String: SettingValue]) {
        guard let perCPUHour = settings[Setting.perCPUHour.rawValue]?.price,
            let perGigabyteHour = settings[Setting.perGigabyteHour.rawValue]?.price,
            let currency = settings[Setting.currency.rawValue]?.currency
        else { return nil }
        self.init(
            perCPUHour: perCPUHour,
            perGigabyteHour: perGigabyteHour,
            currency: currency,
            date: settings[Setting.date.rawValue]?.day,
            region: settings[Setting.region.rawValue]?.text.flatMap { $0.utf8.count <= 64 ? $0 : nil }
        )
    }

    /// The names of ``settings``.
    public static let settingNames = Set(Setting.allCases.map(\.rawValue))

    private enum Setting: String, CaseIterable {
        case perCPUHour = "task_price_per_cpu_hour"
        case perGigabyteHour = "task_price_per_gb_hour"
        case currency = "task_price_currency"
        case date = "task_price_date"
        case region = "task_price_region"
    }
}
