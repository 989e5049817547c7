import Foundation
import LabModel
import Machine
import Tasks

/// Tasks as one JSON object.
enum TasksJSON {
    private struct Row: Encodable {
        var id: String
        var on: String
        var status: String
        var task: String
        var region: String?
        var cluster: String?
        var process: Int32?
        var owner: String?
        var startedAt: String?
        var ageS: Double?
        var cpu: Int?
        var memoryMiB: Int?
        var address: String?
        var privateAddress: String?
        var cost: Double?
        var costPerHour: Double?
        var currency: String?
        var outcome: String?
        var error: String?

        enum CodingKeys: String, CodingKey {
            case id, on, status, task, region, cluster, process, owner, cpu, address, cost, currency, outcome, error
            case startedAt = "started_at"
            case ageS = "age_s"
            case memoryMiB = "memory_mib"
            case privateAddress = "private_address"
            case costPerHour = "cost_per_hour"
        }
    }

    private struct Document: Encodable {
        var tasks: [Row]
        var leftovers: [String]?
    }

    /// `{"tasks":[…]}` with a line end.
    static func list(_ tasks: [ListedTask], at now: WallTime) throws -> String {
        try text(Document(tasks: tasks.map { row($0, at: now) }))
    }

    /// The same with what became of each task, and of tasks of launchers that died.
    /// - Parameters:
    ///   - results: the tasks, what became of each, and why it still runs.
    ///   - leftovers: the runs whose left-over tasks were stopped.
    ///   - now: the wall clock's time.
    /// - Returns: the object with a line end.
    /// - Throws: `EncodingError`, though there is no number in it that JSON cannot hold.
    static func stopped(
        _ results: [(task: ListedTask, outcome: String, error: String?)],
        leftovers: [String],
        at now: WallTime
    ) throws -> String {
        let rows = results.map { result in
            var row = row(result.task, at: now)
            (row.outcome, row.error) = (result.outcome, result.error)
            return row
        }
        return try text(Document(tasks: rows, leftovers: leftovers))
    }

    private static func row(_ task: ListedTask, at now: WallTime) -> Row {
        var row = Row(id: task.id, on: "local", status: task.status, task: task.name)
        switch task.place {
        case .local(let process): row.process = process.id
        case .ecs(let region, let cluster, _): (row.on, row.region, row.cluster) = ("ecs", region, cluster)
        }
        row.owner = task.owner
        row.startedAt = task.startedAt?.iso8601
        row.ageS = task.age(at: now)?.seconds
        (row.cpu, row.memoryMiB) = (task.cpu, task.memory)
        (row.address, row.privateAddress) = (task.address, task.privateAddress)
        (row.cost, row.costPerHour, row.currency) = (task.cost?.soFar, task.cost?.perHour, task.cost?.currency)
        return row
    }

    private static func text(_ document: Document) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
