import LabModel
import Reporting
import Tasks

/// Tasks as lines of text.
enum TaskTable {
    /// A line a task, and what all of them cost.
    static func render(_ tasks: [ListedTask], at now: WallTime, style: TextStyle) -> String {
        guard !tasks.isEmpty else { return "no tasks\n" }
        var table = TextTable(columns: [
            .init(title: "id", alignment: .left), .init(title: "on", alignment: .left),
            .init(title: "status", alignment: .left), .init(title: "age", alignment: .right),
            .init(title: "cpu", alignment: .right), .init(title: "memory", alignment: .right),
            .init(title: "cost", alignment: .right), .init(title: "address", alignment: .left),
            .init(title: "owner", alignment: .left), .init(title: "task", alignment: .left),
        ])
        table.rows = tasks.map { task in
            [
                task.id, task.on, task.status, task.age(at: now).map(age) ?? "", task.cpu.map { "\($0)" } ?? "",
                task.memory.map(memory) ?? "", task.cost.map(cost) ?? "", task.address ?? task.privateAddress ?? "",
                task.owner ?? "", task.shortName,
            ]
            .map(style.clean)
        }
        return (table.lines() + costs(of: tasks)).joined(separator: "\n") + "\n"
    }

    /// What became of one, in a line.
    static func line(_ task: ListedTask, _ word: String, at now: WallTime, style: TextStyle) -> String {
        let facts = [
            "\(task.on) \(task.shortName)", task.age(at: now).map { "age \(age($0))" }, task.cost.map(cost),
            task.owner.map { "of \($0)" },
        ]
        return style.clean("\(word) \(task.id) (\(facts.compactMap(\.self).joined(separator: ", ")))")
    }

    /// A length of time by its two largest units, cut: `3d 4h`, `5h 6m`, `7m 8s`, `9s`.
    static func age(_ length: Latency) -> String {
        let seconds = max(0, length.nanoseconds / 1_000_000_000)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60)
        if days > 0 { return "\(days)d \(hours)h" }
        if hours > 0 { return "\(hours)h \(minutes)m" }
        return minutes > 0 ? "\(minutes)m \(seconds % 60)s" : "\(seconds)s"
    }

    private static func memory(_ mebibytes: Int) -> String {
        let whole = mebibytes.isMultiple(of: 1_024)
        return "\(whole ? "\(mebibytes / 1_024)" : NumberText.fixed(Double(mebibytes) / 1_024, decimals: 1)) GB"
    }

    private static func cost(_ cost: ListedTask.Cost) -> String {
        "\(amount(cost.soFar)) \(cost.currency)"
    }

    /// Two decimals from ten cents, else four, so that small tasks do not look free.
    private static func amount(_ amount: Double) -> String {
        NumberText.fixed(amount, decimals: amount >= 0.1 ? 2 : 4)
    }

    /// What the tasks of each currency have cost and go on to cost; a task whose cost is not known is told.
    private static func costs(of tasks: [ListedTask]) -> [String] {
        let known = Dictionary(grouping: tasks.compactMap(\.cost), by: \.currency)
        let unknown = tasks.filter { $0.isOnAWS && $0.cost == nil }.count
        var lines = known.keys.sorted().map { currency in
            let costs = known[currency] ?? []
            let (soFar, perHour) = (costs.reduce(0) { $0 + $1.soFar }, costs.reduce(0) { $0 + $1.perHour })
            return
                "\(amount(soFar)) \(currency) so far, \(amount(perHour)) \(currency) an hour as long as they run, by "
                + "prices of \(FargatePrices.date), without traffic and addresses"
        }
        if unknown > 0 {
            lines.append(
                "the cost of \(NumberText.count(unknown, "task")) is not known: no prices of that region or kind"
            )
        }
        return lines.isEmpty ? [] : [""] + lines
    }
}

extension ListedTask {
    /// Whether it costs money.
    var isOnAWS: Bool {
        if case .ecs = place { true } else { false }
    }

    /// Where it runs, in two words.
    var on: String {
        switch place {
        case .local: "local"
        case .ecs(let region, _, _): "ecs \(region)"
        }
    }

    /// Whether it was started longer ago; false where nobody says when.
    func isOlder(than limit: Latency, at now: WallTime) -> Bool {
        age(at: now).map { $0 > limit } ?? false
    }
}
