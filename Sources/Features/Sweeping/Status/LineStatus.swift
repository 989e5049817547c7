/// How far a line is.
public struct LineStatus: Hashable, Sendable {
    /// What it does.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Its result is there.
        case done
        /// It is being measured.
        case running
        /// It will be measured: Slurm or a process that runs the sweep has it in line, or the job that merges submits it
        /// again.
        case waiting
        /// It ended without a result, and nobody will try again by itself.
        case failed
        /// Nobody has it in line.
        case missing
    }

    /// The line's number, from 1.
    public var number: Int
    /// Its name.
    public var name: String
    /// What it does.
    public var state: State
    /// Why it waits or failed; nil where there is nothing to say.
    public var reason: String?
    /// How often it was started again.
    public var restarts: Int
    /// Whether nobody does it and nothing of its own ended it: it was killed, lost, or never begun.
    public var isLost = false

    /// Makes a status; each argument is the property of its name.
    public init(number: Int, name: String, state: State, reason: String? = nil, restarts: Int = 0) {
        self.number = number
        self.name = name
        self.state = state
        self.reason = reason
        self.restarts = restarts
    }
}
