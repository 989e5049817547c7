public import LabModel

/// The text of a batch script that runs one command and asks to be queued again where the command says so.
///
/// The command is a process of its own: the script hands SIGTERM on to it, and waits for it. Exit code 75 queues the job
/// again, on clusters with and without `RequeueExit`, a limited number of times; after that it is a failure. After SIGTERM
/// it does not: what Slurm ended stays ended, as 143.
public struct BatchScript: Hashable, Sendable {
    /// One word of the command.
    public enum Word: Hashable, Sendable {
        /// This text, whatever characters it has.
        case text(String)
        /// The line of the inputs file: the number of the array's task and the offset of its part.
        case line
    }

    /// The command and its arguments.
    public var command: [Word]
    /// Options of sbatch that the script asks for itself, such as `--cpus-per-task=2`.
    public var directives: [String]
    /// How often a job may have been queued again, for whatever reason, and still ask for it.
    public var maxRestarts = 5

    /// The variable that holds what is added to a task's number to get the line; absent where nothing is.
    public static let offsetVariable = "GLASSLAB_SWEEP_OFFSET"

    /// How long before its end Slurm tells a job so.
    public static let signalLead = Latency.seconds(30)

    /// The option with which Slurm tells a job that its time is nearly over; of sbatch's own ones it replaces the script's.
    /// - Parameter extra: how long ending may take beyond half a minute; parts of a second count as whole ones.
    /// - Returns: the option, for sbatch's command line or for a script.
    public static func signalOption(before extra: Latency = .zero) -> String {
        "--signal=B:TERM@\(Int((signalLead + extra).seconds.rounded(.up)))"
    }

    /// Makes a script; each argument is the property of its name.
    public init(command: [Word], directives: [String] = []) {
        self.command = command
        self.directives = directives
    }

    /// The script.
    public var text: String {
        let options = ["--ntasks=1", "--requeue", "--open-mode=append", Self.signalOption()] + directives
        let isArray = command.contains(.line)
        return """
            #!/usr/bin/env bash
            \(options.map { "#SBATCH \($0)" }.joined(separator: "\n"))
            set -u
            \(Self.beginning)
            \(isArray ? "\nline=$((SLURM_ARRAY_TASK_ID + ${\(Self.offsetVariable):-0}))" : "")
            \(command.map(Self.quoted).joined(separator: " ")) &
            \(Self.ending(maxRestarts: maxRestarts))

            """
    }

    private static func quoted(_ word: Word) -> String {
        switch word {
        case .line: "\"$line\""
        case .text(let text):
            "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }
    }

    /// What stands before the command, here and in slurm/sweep.sbatch: no signal may come too early.
    static let beginning = """
        signalled=0
        child=
        trap 'signalled=1; [[ -z $child ]] || kill -TERM "$child" 2>/dev/null' TERM INT
        """

    /// What follows the command: slurm/sweep.sbatch ends with the same words.
    static func ending(maxRestarts: Int) -> String {
        """
        child=$!
        # A signal that came before there was a command to tell.
        if [[ $signalled -eq 1 ]]; then
            kill -TERM "$child" 2>/dev/null
        fi

        # A signal ends `wait` before the command has ended, with a code of its own: only then ask for the command's.
        while kill -0 "$child" 2>/dev/null; do
            wait "$child"
        done
        code=0
        wait "$child" || code=$?

        # 75 says that another try may do. A cluster with RequeueExit=75 queues the job again by itself, others are asked.
        # Never by SLURM_JOB_ID: for an array's last task that is the number of the whole array.
        # Whom Slurm signalled it has cancelled, queued again by itself, or given all its time: asking would undo a scancel.
        if [[ $code -eq 75 && $signalled -eq 1 ]]; then
            exit 143
        fi
        if [[ $code -eq 75 ]]; then
            if [[ ${SLURM_RESTART_COUNT:-0} -ge \(maxRestarts) ]]; then
                echo "queued again \(maxRestarts) times already: given up" >&2
                exit 1
            fi
            scontrol requeue "${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}"
        fi
        exit "$code"
        """
    }
}
