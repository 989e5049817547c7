internal import LabModel

/// A text such as `{"TicksUtc":638308260002500000}`: UTC in ticks of 100 ns since the start of the year 1.
///
/// Its maker, a video latency toolkit for .NET, may add `"TimeserverUrl"`, null or an address, which is not asked.
enum TicksText {
    /// Ticks from the start of the year 1 to the Unix epoch.
    private static let epoch: UInt64 = 621_355_968_000_000_000

    static func read(_ text: [UInt8]) -> FrameStamp? {
        guard let object = FlatObject(text), !object.hasTrailingComma,
            case .number(let digits)? = object.values["TicksUtc"],
            let ticks = PlainDigits.value(digits.utf8, count: 18...18), ticks > epoch
        else { return nil }
        switch object.values["TimeserverUrl"] {
        case nil: guard object.values.count == 1 else { return nil }
        case .text, .word("null"): guard object.values.count == 2 else { return nil }
        case .number, .word: return nil
        }
        let (nanoseconds, isTooLarge) = (ticks - epoch).multipliedReportingOverflow(by: 100)
        guard !isTooLarge, let time = PlausibleTime.nanoseconds(nanoseconds) else { return nil }
        return MarkKind.ticks.stamp(number: nil, time: time)
    }
}

extension MarkKind {
    /// .NET ticks in JSON: a wall time to 100 ns, no number.
    static let ticks = MarkKind(foreign: "TicksUtc", place: 3)
}
