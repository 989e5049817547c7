internal import LabModel

/// Milliseconds since the Unix epoch and nothing else, 13 digits: `1695000000250`.
enum MillisecondsText {
    static func read(_ text: [UInt8]) -> FrameStamp? {
        guard let value = PlainDigits.value(text, count: 13...13), let time = PlausibleTime.milliseconds(value) else {
            return nil
        }
        return MarkKind.milliseconds.stamp(number: nil, time: time)
    }
}

extension MarkKind {
    /// Bare milliseconds: a wall time to 1 ms, no number.
    static let milliseconds = MarkKind(foreign: "milliseconds", place: 4)
}
