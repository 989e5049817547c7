import LabModel
import Tasks

/// Which tasks are to be stopped.
enum TaskChoice: Hashable, Sendable {
    /// Those of these names.
    case named([String])
    /// Those that were started longer ago.
    case olderThan(Latency)
    /// All of them.
    case all

    /// Whether a task is one of them.
    func takes(_ task: ListedTask, at now: WallTime) -> Bool {
        switch self {
        case .named(let names): names.contains { task.isMeant(by: $0) }
        case .olderThan(let limit): task.isOlder(than: limit, at: now)
        case .all: true
        }
    }

    /// Whether a task that a launcher left over is one of them.
    func takes(_ leftover: LeftoverTasks.Leftover, at now: WallTime) -> Bool {
        switch self {
        case .named(let names): names.contains(leftover.id)
        case .olderThan(let limit): now - leftover.startedAt > limit
        case .all: true
        }
    }

    /// The names that none of the tasks and leftovers has.
    func missing(among tasks: [ListedTask], _ leftovers: [String]) -> [String] {
        guard case .named(let names) = self else { return [] }
        return names.filter { name in !leftovers.contains(name) && !tasks.contains { $0.isMeant(by: name) } }
    }
}
