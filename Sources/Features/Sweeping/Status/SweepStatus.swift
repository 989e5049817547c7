public import LabModel
public import SlurmJobs

/// How far a sweep is: what its folders and Slurm's tasks say, taken together.
public struct SweepStatus: Hashable, Sendable {
    /// The sweep's name.
    public var experiment: String
    /// Each line, by number.
    public var lines: [LineStatus]
    /// How long the rest will take: of the lines that run or wait; nil where nothing is known.
    public var remaining: Latency?
    /// How far the job is that merges and reports, in Slurm's word; nil where there is none that Slurm knows.
    public var mergeState: SlurmTask.State?
    /// What that job exited with, 3 where lines were missing; nil until it is over.
    public var mergeExitCode: Int32?
    /// How often killed and lost lines are submitted again by themselves, and were.
    public var rounds: SweepRounds

    /// How many lines are in a state.
    public func count(_ state: LineStatus.State) -> Int {
        lines.count { $0.state == state }
    }

    /// The numbers of the lines that somebody has to start again: they failed, or nobody has them in line.
    public var open: [Int] {
        lines.filter { $0.state == .failed || $0.state == .missing }.map(\.number)
    }

    /// The numbers of the lines that nothing of their own ended, whether they are submitted again by themselves or not.
    public var lost: [Int] {
        lines.filter(\.isLost).map(\.number)
    }
}

extension SweepStatus {
    /// What is known of a sweep at an instant.
    public struct Knowledge: Hashable, Sendable {
        /// What the sweep is.
        public var manifest: SweepManifest
        /// What each line's folder tells, by number.
        public var lines: [LineFacts]
        /// What Slurm says of the sweep's jobs; empty where there is none, or where Slurm has forgotten them.
        public var tasks: [SlurmTask]
        /// Whether Slurm answered: what it does not name is none of its jobs then.
        public var isSlurmHeard = true
        /// The process that runs all lines on one machine now; nil where there is none.
        public var runner: ProcessNote?
        /// When that was so.
        public var now: WallTime

        /// Makes knowledge; each argument is the property of its name.
        public init(
            manifest: SweepManifest,
            lines: [LineFacts],
            tasks: [SlurmTask] = [],
            runner: ProcessNote? = nil,
            now: WallTime
        ) {
            self.manifest = manifest
            self.lines = lines
            self.tasks = tasks
            self.runner = runner
            self.now = now
        }
    }

    /// Works out how far a sweep is.
    ///
    /// A published result is the last word. Then what is being done now counts, then what will be done, then how it ended.
    /// - Parameter knowledge: all that is known.
    public init(of knowledge: Knowledge) {
        let tasks = Self.tasksByLine(knowledge)
        let jobs = knowledge.isSlurmHeard ? Self.newestJobs(knowledge.manifest) : [:]
        experiment = knowledge.manifest.experiment
        rounds = knowledge.manifest.rounds
        let merge = knowledge.tasks.last { $0.job.number == knowledge.manifest.mergeJob }
        let isSubmittedAgain = knowledge.manifest.resubmits && merge.map { !$0.state.isOver } == true
        lines = knowledge.lines.map { facts in
            let known = tasks[facts.number] ?? []
            var status = Self.status(of: facts, tasks: known, runner: knowledge.runner)
            if status.state == .missing {
                let ending = LineEnding(facts, known.last, submittedIn: jobs[facts.number])
                status.end(ending, isSubmittedAgain: isSubmittedAgain)
            }
            return status
        }
        mergeState = merge?.state
        mergeExitCode = merge?.exitCode
        let lengths = knowledge.lines.filter(\.isPublished).compactMap { $0.result?.length }
        let running = zip(knowledge.lines, lines).filter { $1.state == .running }.map { facts, _ in
            facts.presentSince.map { max(.zero, knowledge.now - $0) } ?? .zero
        }
        remaining = RemainingTime.estimate(
            typical: RemainingTime.typical(of: lengths),
            running: running,
            waiting: lines.count { $0.state == .waiting },
            concurrency: knowledge.runner?.jobs ?? knowledge.manifest.concurrency
        )
    }

    private static func tasksByLine(_ knowledge: Knowledge) -> [Int: [SlurmTask]] {
        let offsets = Dictionary(
            knowledge.manifest.jobs.map { ($0.id, $0.offset) },
            uniquingKeysWith: { _, last in last }
        )
        var lines: [Int: [SlurmTask]] = [:]
        for task in knowledge.tasks {
            guard let offset = offsets[task.job.number], let index = task.index else { continue }
            lines[index + offset, default: []].append(task)
        }
        return lines.mapValues { $0.sorted { $0.job.number < $1.job.number } }
    }

    /// The job that holds each line, by number, and was submitted last.
    private static func newestJobs(_ manifest: SweepManifest) -> [Int: Int] {
        var newest: [Int: Int] = [:]
        for job in manifest.jobs {
            for index in job.tasks.flatMap({ SlurmArray(text: $0) })?.indices ?? [] {
                newest[index + job.offset] = job.id
            }
        }
        return newest
    }

    /// What a line does now or will do; missing where nobody does it.
    private static func status(of facts: LineFacts, tasks: [SlurmTask], runner: ProcessNote?) -> LineStatus {
        var status = LineStatus(number: facts.number, name: facts.name, state: .missing)
        status.restarts = max(tasks.map(\.restarts).max() ?? 0, facts.result?.restarts ?? 0)
        if facts.isPublished {
            status.state = .done
        } else if facts.isPresent || tasks.contains(where: \.state.isRunning) {
            status.state = .running
        } else if let task = tasks.last(where: { $0.state.isWaiting || $0.state == .unknown }) {
            status.state = .waiting
            status.reason = task.reason
        } else if let runner, !wasTried(facts, by: runner) {
            status.state = .waiting
        }
        return status
    }

    /// Whether a process that does each line once has tried a line already.
    private static func wasTried(_ facts: LineFacts, by runner: ProcessNote) -> Bool {
        guard let result = facts.result, result.state == .failed, let end = WallTime(iso8601: result.endedAt),
            let start = WallTime(iso8601: runner.startedAt)
        else { return false }
        return end >= start
    }
}

extension LineStatus {
    /// Says how a line ended that nobody does, and whether it comes again.
    fileprivate mutating func end(_ ending: LineEnding, isSubmittedAgain: Bool) {
        isLost = ending.isLost
        reason = ending.reason
        state = reason == nil ? .missing : .failed
        if isLost, isSubmittedAgain {
            state = .waiting
            reason = "\(reason ?? "nobody began it"): it is submitted again once the others have ended"
        }
    }
}

extension LineResult {
    /// How long the attempt took; nil where its times cannot be read.
    var length: Latency? {
        guard let start = WallTime(iso8601: startedAt), let end = WallTime(iso8601: endedAt), end >= start else {
            return nil
        }
        return end - start
    }
}
