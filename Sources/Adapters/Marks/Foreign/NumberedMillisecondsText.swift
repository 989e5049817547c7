internal import LabModel

/// A frame number of 4 to 10 digits and milliseconds since the Unix epoch: `0042|1695000000250`.
enum NumberedMillisecondsText {
    static func read(_ text: [UInt8]) -> FrameStamp? {
        let parts = text.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
        guard parts.count == 2, let value = PlainDigits.value(parts[0], count: 4...10),
            let number = UInt32(exactly: value), let milliseconds = PlainDigits.value(parts[1], count: 13...13),
            let time = PlausibleTime.milliseconds(milliseconds)
        else { return nil }
        return MarkKind.numberedMilliseconds.stamp(number: number, time: time)
    }
}

extension MarkKind {
    /// A number, and a wall time to 1 ms.
    static let numberedMilliseconds = MarkKind(foreign: "number|milliseconds", place: 5)
}
