internal import LabModel

/// The text of CTA WAVE's test content: `label;HH:MM:SS.mmm;number;rate`, such as `A1;00:00:01.033;0000031;30`.
///
/// The time is the content's own, no wall clock; the label names the rendition, which may change while numbers go on.
enum WaveText {
    private static let greatestLabel = 32

    static func read(_ text: [UInt8]) -> FrameStamp? {
        let parts = text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard parts.count == 4, (1...greatestLabel).contains(parts[0].count),
            parts[0].allSatisfy({ (33...126).contains($0) }), isTime(parts[1]), isFrameRate(parts[3]),
            let number = PlainDigits.value(parts[2], count: 7...7)
        else { return nil }
        return MarkKind.wave.stamp(number: UInt32(number), time: nil)
    }

    /// `HH:MM:SS.mmm`; a known fault of some content writes a whole minute as 60 seconds.
    private static func isTime(_ text: ArraySlice<UInt8>) -> Bool {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 3, PlainDigits.value(parts[0], count: 2...2) != nil,
            let minutes = PlainDigits.value(parts[1], count: 2...2), minutes < 60
        else { return false }
        let seconds = parts[2].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard seconds.count == 2, let whole = PlainDigits.value(seconds[0], count: 2...2),
            let part = PlainDigits.value(seconds[1], count: 3...3)
        else { return false }
        return whole < 60 || whole == 60 && part == 0
    }

    /// Frames a second, whole, decimal or a fraction, above 0 and at most 1,000.
    private static func isFrameRate(_ text: ArraySlice<UInt8>) -> Bool {
        if let slash = text.firstIndex(of: UInt8(ascii: "/")) {
            guard let above = PlainDigits.value(text[..<slash], count: 1...7),
                let below = PlainDigits.value(text[(slash + 1)...], count: 1...4)
            else { return false }
            return below > 0 && above > 0 && above <= 1_000 * below
        }
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = PlainDigits.value(parts[0], count: 1...4), whole <= 1_000 else { return false }
        guard parts.count == 2 else { return whole > 0 }
        guard let part = PlainDigits.value(parts[1], count: 1...15) else { return false }
        return whole > 0 || part > 0
    }
}

extension MarkKind {
    /// CTA WAVE's test content: a number, no wall time.
    static let wave = MarkKind(foreign: "CTA WAVE", place: 2)
}
