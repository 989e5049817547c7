/// Which known names a mistyped one may have meant.
public enum NearNames {
    /// How many are told at most.
    public static let limit = 5

    /// Longer names are not looked at.
    private static let longest = 200

    /// Finds names that differ from a given one by few slips, or begin with it.
    ///
    /// A slip is a character too many, one missing, another one, or two swapped; capitals do not count. As many are
    /// forgiven as a fourth of the name is long, from 1 to 3.
    /// - Complexity: O(n × m) for n known names of m characters.
    /// - Parameters:
    ///   - name: What was typed.
    ///   - known: What there is, the likelier first.
    /// - Returns: At most ``limit`` of the known names, the nearest first, of equally near ones in the order given.
    public static func of(_ name: String, among known: some Sequence<String>) -> [String] {
        let wanted = Array(name.lowercased())
        guard (1...longest).contains(wanted.count) else { return [] }
        let forgiven = min(3, max(1, wanted.count / 4))
        var found: [(slips: Int, place: Int, name: String)] = []
        for (place, candidate) in known.enumerated() where candidate.utf8.count <= 4 * longest {
            let other = Array(candidate.lowercased())
            if let slips = slips(wanted, other, upTo: forgiven) {
                found.append((slips, place, candidate))
            } else if wanted.count > 1, other.starts(with: wanted) {
                found.append((forgiven + 1, place, candidate))
            }
        }
        return found.sorted { ($0.slips, $0.place) < ($1.slips, $1.place) }.prefix(limit).map(\.name)
    }

    /// The sentence that tells them, such as `Did you mean 'a' or 'b'?`; nil for none.
    public static func question(_ names: [String]) -> String? {
        let quoted = names.map { "'\($0)'" }
        guard let last = quoted.last else { return nil }
        let others = quoted.dropLast().joined(separator: ", ")
        return others.isEmpty ? "Did you mean \(last)?" : "Did you mean \(others) or \(last)?"
    }

    /// The least number of slips between two names; nil where there are more than the limit.
    private static func slips(_ one: [Character], _ other: [Character], upTo limit: Int) -> Int? {
        guard abs(one.count - other.count) <= limit else { return nil }
        var before: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var present = [row + 1]
            for column in other.indices {
                let isSame = one[row] == other[column]
                var least = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, present[column] + 1)
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    least = min(least, before[column - 1] + 1)
                }
                present.append(least)
            }
            if present.allSatisfy({ $0 > limit }) {
                return nil
            }
            (before, last) = (last, present)
        }
        return last[other.count] <= limit ? last[other.count] : nil
    }
}
