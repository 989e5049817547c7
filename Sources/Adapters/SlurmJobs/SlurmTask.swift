/// What Slurm says of a job, or of one task of an array.
public struct SlurmTask: Hashable, Sendable {
    /// The job's number; an array's tasks share theirs.
    public var job: SlurmJobID
    /// The task's number in its array; nil where the job is not an array.
    public var index: Int?
    /// What it does.
    public var state: State
    /// Why it waits or ended as it did, in Slurm's word, such as `JobArrayTaskLimit`; nil where Slurm names none.
    public var reason: String?
    /// How often it was queued again.
    public var restarts: Int
    /// Its exit code as a shell shows it, 128 and the number of the signal where one ended it; nil until it is over, and
    /// where Slurm ended it and names none.
    public var exitCode: Int32?

    /// Makes a task; each argument is the property of its name.
    public init(
        job: SlurmJobID,
        index: Int? = nil,
        state: State,
        reason: String? = nil,
        restarts: Int = 0,
        exitCode: Int32? = nil
    ) {
        self.job = job
        self.index = index
        self.state = state
        self.reason = reason
        self.restarts = restarts
        self.exitCode = exitCode
    }
}

extension SlurmTask {
    /// What a job does, by Slurm's name for it.
    public enum State: String, Sendable, CaseIterable {
        case bootFailed = "BOOT_FAIL"
        case cancelled = "CANCELLED"
        case completed = "COMPLETED"
        case completing = "COMPLETING"
        case configuring = "CONFIGURING"
        case deadlinePassed = "DEADLINE"
        case failed = "FAILED"
        case nodeFailed = "NODE_FAIL"
        case outOfMemory = "OUT_OF_MEMORY"
        case pending = "PENDING"
        case preempted = "PREEMPTED"
        case requeued = "REQUEUED"
        case requeueHeld = "REQUEUE_HOLD"
        case resizing = "RESIZING"
        case revoked = "REVOKED"
        case running = "RUNNING"
        case signaling = "SIGNALING"
        case specialExit = "SPECIAL_EXIT"
        case stagingOut = "STAGE_OUT"
        case stopped = "STOPPED"
        case suspended = "SUSPENDED"
        case timedOut = "TIMEOUT"
        /// One that this list does not know.
        case unknown = "UNKNOWN"

        /// Whether it waits to be started.
        public var isWaiting: Bool {
            switch self {
            case .pending, .requeued, .requeueHeld, .specialExit: true
            default: false
            }
        }

        /// Whether it holds a node.
        public var isRunning: Bool {
            switch self {
            case .running, .completing, .configuring, .resizing, .signaling, .stagingOut, .stopped, .suspended: true
            default: false
            }
        }

        /// Whether it has ended for good: it neither runs nor will be started again.
        public var isOver: Bool {
            !isWaiting && !isRunning && self != .unknown
        }
    }
}

extension SlurmTask {
    /// The columns that ``init(row:)`` reads, as `squeue --Format` takes them.
    static let columns = "ArrayJobID:20,ArrayTaskID:20,State:20,exit_code:12,RestartCnt:12,Reason:128"

    /// Reads one line of `squeue --Format`: none but the last column holds blanks.
    /// - Returns: nil where it is no such line.
    init?(row: Substring) {
        let cells = row.split(maxSplits: 5, whereSeparator: \.isWhitespace)
        guard cells.count >= 5,
            let job = Int(cells[0]).flatMap({ SlurmJobID($0) }),
            let status = Int32(cells[3]),
            let restarts = Int(cells[4])
        else { return nil }
        let index = Int(cells[1])
        guard index != nil || cells[1] == "N/A" else { return nil }
        let state = State(rawValue: String(cells[2])) ?? .unknown
        let reason = cells.count > 5 ? String(cells[5].trimmed) : ""
        self.init(
            job: job,
            index: index,
            state: state,
            reason: ["", "None", "N/A"].contains(reason) ? nil : reason,
            restarts: restarts,
            exitCode: state.isOver && (status != 0 || state == .completed) ? Self.exitCode(waitStatus: status) : nil
        )
    }

    /// The exit code in a status of `wait(2)`: the signal in its low seven bits, the code in the next byte.
    static func exitCode(waitStatus status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
