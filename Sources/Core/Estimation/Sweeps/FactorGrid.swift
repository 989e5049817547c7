import LabModel

/// What varies between runs, and which runs had the same settings.
struct FactorGrid {
    /// In the order of the report.
    let factors: [SweepFactor]
    /// Settings that all runs share.
    let fixed: [String: String]
    /// Combinations of levels, a level's place for each factor, in ascending order.
    let cells: [[Int]]
    /// For each run the place of its combination.
    let cellOfRun: [Int]

    /// The most levels of a factor.
    static let levelLimit = 100
    /// What stands for a setting that a run does not have.
    static let unset = "unset"
    /// Settings that follow from others or say when and where a run was made: a control's address has a port that the
    /// system chose, another one in each run.
    private static let besides = Set([RunManifest.group, RunManifest.sweep, RunManifest.sweepLine, "control"])
        .union(PriceList.settingNames).union(TaskPrices.settingNames)
    /// Factors in the order in which a person thinks of them; all others follow by name.
    private static let order = [
        "provider", "image_size", "size", "fps", "cpu_memory", "cpu", "memory", "codec", "bitrate", "gop_s", "protocol",
        "variant", "link",
    ]

    init(_ runs: [Summary.RunPart], ignored: Set<String>) throws(SweepError) {
        var columns = Self.columns(runs).filter { !ignored.contains($0.key) }
        if let cpu = columns["cpu"], let memory = columns["memory"], Set(cpu).count > 1, Set(memory).count > 1,
            !ignored.contains("cpu_memory")
        {
            columns["cpu_memory"] = zip(cpu, memory).map { "\($0):\($1)" }
            columns["cpu"] = nil
            columns["memory"] = nil
        }
        let rank = { (name: String) in Self.order.firstIndex(of: name) ?? Self.order.count }
        let names = columns.keys.sorted { (rank($0), $0) < (rank($1), $1) }
        var kept: [(name: String, column: [String], goesWith: [String])] = []
        var fixed: [String: String] = [:]
        for name in names {
            guard let column = columns[name] else { continue }
            if Set(column).count < 2 {
                fixed[name] = column.first
            } else if let leader = kept.firstIndex(where: { Self.decides($0.column, column) }) {
                kept[leader].goesWith.append(name)
            } else {
                kept.append((name, column, []))
            }
        }
        self.fixed = fixed
        var factors: [SweepFactor] = []
        var places: [[Int]] = Array(repeating: [], count: runs.count)
        for (name, column, goesWith) in kept {
            let levels = LevelOrder.sorted(Set(column))
            guard levels.count <= Self.levelLimit else {
                throw .tooManyLevels(factor: name, count: levels.count, limit: Self.levelLimit)
            }
            let place = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
            for (run, level) in column.enumerated() {
                places[run].append(place[level] ?? 0)
            }
            factors.append(SweepFactor(name: name, levels: levels, goesWith: goesWith))
        }
        self.factors = factors
        let cells = Set(places).sorted { $0.lexicographicallyPrecedes($1) }
        let index = Dictionary(uniqueKeysWithValues: zip(cells, cells.indices))
        self.cells = cells
        cellOfRun = places.map { index[$0] ?? 0 }
    }

    /// The levels of a combination, by the factors' names.
    func settings(ofCell cell: Int) -> [String: String] {
        Dictionary(uniqueKeysWithValues: zip(factors, cells[cell]).map { ($0.name, $0.levels[$1]) })
    }

    /// For each factor the places of the levels that settings may have: the one that they name; none where they name a level
    /// that no run has; every one where they do not name the factor.
    func possibleLevels(of settings: [String: String]) -> [Set<Int>] {
        var settings = settings
        if let cpu = settings["cpu"], let memory = settings["memory"] {
            settings["cpu_memory"] = "\(cpu):\(memory)"
        }
        return factors.map { factor in
            guard let level = settings[factor.name] else { return Set(factor.levels.indices) }
            return Set([factor.levels.firstIndex(of: level)].compactMap(\.self))
        }
    }

    /// Each setting's values, run by run.
    private static func columns(_ runs: [Summary.RunPart]) -> [String: [String]] {
        var columns: [String: [String]] = ["provider": runs.map(\.provider)]
        for name in Set(runs.flatMap(\.settings.keys)).subtracting(besides) {
            columns[name] = runs.map { run in run.settings[name].map { LevelText.of($0, of: name) } ?? unset }
        }
        return columns
    }

    /// Whether each value of the first goes with one value of the second.
    private static func decides(_ leader: [String], _ follower: [String]) -> Bool {
        var seen: [String: String] = [:]
        for (one, other) in zip(leader, follower) {
            if let known = seen[one], known != other { return false }
            seen[one] = other
        }
        return true
    }
}

/// How levels are sorted.
enum LevelOrder {
    /// `unset` first, then by the numbers that levels begin with, such as 512:2 and 1280x720 do, then by text.
    static func sorted(_ levels: Set<String>) -> [String] {
        levels.map { (key($0), $0) }.sorted { one, other in
            one.0 == other.0 ? one.1 < other.1 : one.0.lexicographicallyPrecedes(other.0)
        }.map(\.1)
    }

    private static func key(_ level: String) -> [Double] {
        if level == FactorGrid.unset { return [] }
        let parts = level.split(separator: level.contains(":") ? ":" : "x", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }.filter(\.isFinite)
        if numbers.count == parts.count { return numbers }
        return [rate(level) ?? .infinity]
    }

    /// A data rate such as 800k or 2.5M, in bits a second.
    private static func rate(_ level: String) -> Double? {
        DataRate(level).map { Double($0.bitsPerSecond) }
    }
}
