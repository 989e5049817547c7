/// What the text of a link can say.
public enum LinkKey: String, Hashable, Sendable, CaseIterable {
    /// ``Link/delay``.
    case delay
    /// ``Link/jitter``.
    case jitter
    /// ``Link/loss``.
    case loss
    /// ``Link/rate``.
    case rate
    /// ``Link/queue``.
    case queue
    /// ``Link/seed``.
    case seed

    /// What its value is.
    var expected: String {
        switch self {
        case .delay: "a length of time with its unit such as 100ms, up to 10s"
        case .jitter: "a length of time with its unit such as 5ms, up to a third of the delay"
        case .loss: "per cent such as 1% or 0.25%, up to 50%"
        case .rate: "bits a second such as 4M or 800k, from 10k to 1G"
        case .queue: "a length of time with its unit such as 200ms, from 1ms to 10s"
        case .seed: "a whole number from 0 to \(UInt32.max)"
        }
    }
}
