extension PriceList {
    /// The prices as a run's manifest holds them, so that what it cost can be computed again.
    public var settings: [String: SettingValue] {
        var settings = [Setting.currency.rawValue: SettingValue.text(currency)]
        settings[Setting.date.rawValue] = date.map { .text($0) }
        settings[Setting.perHour.rawValue] = perHour.map { .number($0) }
        settings[Setting.perGigabyteIn.rawValue] = perGigabyteIn.map { .number($0) }
        settings[Setting.perGigabyteOut.rawValue] = perGigabyteOut.map { .number($0) }
        settings[Setting.perViewerHour.rawValue] = perViewerHour.map { .number($0) }
        return settings
    }

    /// Reads what ``settings`` wrote; a price that is no number from 0 counts as none.
    ///
    /// Nil where no currency is recorded, or a text that is none.
    /// - Parameter settings: those of a run's manifest.
    public init?(settings: [String: SettingValue]) {
        guard let currency = settings[Setting.currency.rawValue]?.currency else { return nil }
        self.init(currency: currency)
        date = settings[Setting.date.rawValue]?.day
        perHour = settings[Setting.perHour.rawValue]?.price
        perGigabyteIn = settings[Setting.perGigabyteIn.rawValue]?.price
        perGigabyteOut = settings[Setting.perGigabyteOut.rawValue]?.price
        perViewerHour = settings[Setting.perViewerHour.rawValue]?.price
    }

    /// The names of ``settings``.
    public static let settingNames = Set(Setting.allCases.map(\.rawValue))

    private enum Setting: String, CaseIterable {
        case currency = "price_currency"
        case date = "price_date"
        case perHour = "price_per_hour"
        case perGigabyteIn = "price_per_gb_in"
        case perGigabyteOut = "price_per_gb_out"
        case perViewerHour = "price_per_viewer_hour"
    }
}

extension SettingValue {
    /// The text that it is; nil for numbers and switches.
    public var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    /// The number that it is; nil for texts and switches.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .flag, .text: nil
        }
    }

    /// Three capital letters; nil for anything else, as a store may come from anybody.
    var currency: String? {
        text.flatMap { text in
            text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) } ? text : nil
        }
    }

    /// A day such as `2026-11-21`; nil for anything else.
    var day: String? {
        text.flatMap { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
            return isDigits && parts.map(\.utf8.count) == [4, 2, 2] ? text : nil
        }
    }

    /// A price: a finite number from 0; nil where it is none.
    var price: Double? {
        number.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }
}
