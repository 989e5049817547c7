internal import LabModel

/// The text of GStreamer's `debugqroverlay`, such as
/// `{"TIMESTAMP":33366666,"BUFFERCOUNT":2,"FRAMERATE":"30000/1001","NAME":"CAM1"}`.
///
/// `BUFFERCOUNT` counts pictures from 1. `TIMESTAMP` is the buffer's presentation time in nanoseconds: no wall clock.
/// Before 1.20 the text ended with a comma; unless the element minds case, all of it is in capitals. Any further key is
/// the element's extra data, a text.
enum GStreamerText {
    static func read(_ text: [UInt8]) -> FrameStamp? {
        guard let object = FlatObject(text) else { return nil }
        let named = ["timestamp", "buffercount", "framerate", "name"]
        let values = Dictionary(object.values.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
        guard values.count == object.values.count, case .number(let timestamp)? = values["timestamp"],
            case .number(let count)? = values["buffercount"], case .text(let rate)? = values["framerate"],
            case .text? = values["name"]
        else { return nil }
        let extra = values.filter { !named.contains($0.key) }
        guard extra.allSatisfy({ if case .text = $0.value { true } else { false } }), isTimestamp(timestamp),
            isFrameRate(rate), let number = UInt32(count)
        else { return nil }
        return MarkKind.gstreamer.stamp(number: number, time: nil)
    }

    /// Nanoseconds, or what stands for no time: −1, the same as 2^64 − 1.
    private static func isTimestamp(_ text: String) -> Bool {
        text == "-1" || PlainDigits.value(text.utf8, count: 1...20) != nil
    }

    private static func isFrameRate(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2, PlainDigits.value(parts[0], count: 1...10) != nil,
            let below = PlainDigits.value(parts[1], count: 1...10)
        else { return false }
        return below > 0
    }
}

extension MarkKind {
    /// GStreamer's `debugqroverlay`: a number, no wall time.
    static let gstreamer = MarkKind(foreign: "GStreamer debugqroverlay", place: 1)
}
