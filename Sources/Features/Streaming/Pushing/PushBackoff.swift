internal import LabModel

/// How long to wait before a target is tried again: half a second, doubled up to ten, a fifth more or less by lot.
struct PushBackoff {
    static let shortest = Latency.milliseconds(500)
    static let longest = Latency.seconds(10)

    private var next = shortest

    /// The wait before the next attempt.
    mutating func wait(using generator: inout some RandomNumberGenerator) -> Latency {
        let factor = Double.random(in: 0.8...1.2, using: &generator)
        defer { next = min(next + next, Self.longest) }
        return .milliseconds((next.milliseconds * factor).rounded())
    }

    /// A connection held: the next failure is a new one.
    mutating func reset() {
        next = Self.shortest
    }
}
