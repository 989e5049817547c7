/// The tasks of an array job.
public struct SlurmArray: Hashable, Sendable {
    /// The tasks' numbers, ascending, each once; 0 or more.
    public var indices: [Int]
    /// How many of them may run at the same time, 1 or more; nil sets no limit.
    public var concurrency: Int?

    /// Makes an array.
    /// - Parameters:
    ///   - indices: the tasks' numbers in any order; those below 0 and repeated ones are left out.
    ///   - concurrency: how many may run at the same time; at least 1, nil sets no limit.
    public init(indices: some Sequence<Int>, concurrency: Int? = nil) {
        self.indices = Set(indices).filter { $0 >= 0 }.sorted()
        self.concurrency = concurrency.map { max(1, $0) }
    }

    /// What `sbatch --array` takes, such as `1-3,7%2`.
    public var text: String {
        var runs: [ClosedRange<Int>] = []
        for index in indices {
            if let last = runs.last, last.upperBound + 1 == index {
                runs[runs.count - 1] = last.lowerBound...index
            } else {
                runs.append(index...index)
            }
        }
        let spans = runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return spans.joined(separator: ",") + (concurrency.map { "%\($0)" } ?? "")
    }
}

extension SlurmArray {
    /// The most tasks that an array can have: Slurm's greatest `MaxArraySize`.
    static let taskLimit = 4_000_001

    /// Reads what ``text`` writes.
    /// - Returns: nil for any other text, and for more tasks than an array can have.
    public init?(text: String) {
        let sides = text.split(separator: "%", omittingEmptySubsequences: false)
        let limit = sides.count == 2 ? Int(sides[1]) : nil
        guard let list = sides.first, sides.count == 1 || (sides.count == 2 && limit != nil) else { return nil }
        var indices: [Int] = []
        for span in list.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = span.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                0 <= first, first <= last, last - first < Self.taskLimit - indices.count
            else { return nil }
            indices += first...last
        }
        self.init(indices: indices, concurrency: limit)
    }

    /// A piece of a long list of lines that one array job can hold.
    public struct Part: Hashable, Sendable {
        /// What is added to a task's number to get the line.
        public var offset: Int
        /// The tasks.
        public var array: SlurmArray

        /// The lines that it stands for, ascending.
        public var lines: [Int] {
            array.indices.map { $0 + offset }
        }
    }

    /// Splits lines over as many arrays as the cluster needs.
    ///
    /// Parts begin at fixed offsets, so a line has the same number however few of its neighbours are submitted with it.
    ///
    /// - Parameters:
    ///   - lines: the lines, 1 or more each; others are left out.
    ///   - limits: what the cluster takes.
    ///   - concurrency: how many may run at the same time in each array; nil sets no limit.
    /// - Returns: arrays that hold each line once, ascending; none for no lines.
    public static func parts(of lines: some Sequence<Int>, limits: SlurmLimits, concurrency: Int? = nil) -> [Part] {
        let width = max(1, limits.maxArraySize - 1)
        let groups = Dictionary(grouping: Set(lines).filter { $0 >= 1 }) { ($0 - 1) / width }
        return groups.sorted { $0.key < $1.key }.map { group, members in
            let offset = group * width
            return Part(
                offset: offset,
                array: SlurmArray(indices: members.map { $0 - offset }, concurrency: concurrency)
            )
        }
    }
}
