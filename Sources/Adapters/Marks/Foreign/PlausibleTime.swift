internal import LabModel

/// The wall times that a foreign mark may say: from September 2001, when milliseconds took 13 digits, to the end of 2099.
///
/// Most foreign marks have no checksum, and a number of the right length need not be a time.
enum PlausibleTime {
    /// In nanoseconds since the Unix epoch.
    static let range: ClosedRange<UInt64> = 1_000_000_000_000_000_000...4_102_444_799_999_999_999

    /// The instant so many nanoseconds after the Unix epoch; nil outside the range.
    static func nanoseconds(_ value: UInt64) -> WallTime? {
        range.contains(value) ? WallTime(nanoseconds: Int64(value)) : nil
    }

    /// The instant so many milliseconds after the Unix epoch; nil outside the range.
    static func milliseconds(_ value: UInt64) -> WallTime? {
        let (product, isTooLarge) = value.multipliedReportingOverflow(by: 1_000_000)
        return isTooLarge ? nil : nanoseconds(product)
    }
}
