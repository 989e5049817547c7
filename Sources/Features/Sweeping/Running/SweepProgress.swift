public import LabModel

/// How far a sweep on this machine is.
public struct SweepProgress: Hashable, Sendable {
    /// A line that did not come to its result.
    public struct Failure: Hashable, Sendable {
        /// The line's number, from 1.
        public var line: Int
        /// Its name.
        public var name: String
        /// Why.
        public var reason: String
    }

    /// How many lines there are.
    public var total: Int
    /// How many have their result.
    public var done: Int
    /// How many are being measured.
    public var running: Int
    /// Those that failed, in the order in which they did.
    public var failures: [Failure]
    /// How many were asked to end before they were done.
    public var interrupted: Int
    /// How long it has run.
    public var elapsed: Latency
    /// How long the rest will take; nil where nothing is known.
    public var remaining: Latency?

    /// One line for a person, such as `12 of 60 done, 2 running, 1 failed, 3 min left`.
    public var text: String {
        var parts = ["\(done) of \(total) done", "\(running) running"]
        if !failures.isEmpty {
            parts.append("\(failures.count) failed")
        }
        if let remaining, done < total {
            parts.append("\(LengthText.rounded(remaining)) left")
        }
        return parts.joined(separator: ", ")
    }
}
