public import LabModel

/// Lengths of time as a person says them.
public enum LengthText {
    /// A length in one unit that needs no fraction, such as `40 s`, `3 min` or `5 h`; rounded up, below zero as zero.
    public static func rounded(_ length: Latency) -> String {
        let seconds = max(0, length.seconds.rounded(.up))
        if seconds < 100 { return "\(Int(seconds)) s" }
        let minutes = (seconds / 60).rounded(.up)
        if minutes < 100 { return "\(Int(minutes)) min" }
        return "\(Int((minutes / 60).rounded(.up))) h"
    }
}
