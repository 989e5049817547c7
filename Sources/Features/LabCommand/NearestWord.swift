/// Which known word somebody may have meant.
enum NearestWord {
    /// Finds the known word with the fewest letters changed, added, left out or swapped.
    ///
    /// - Parameters:
    ///   - word: at most its first 64 characters count.
    ///   - known: not empty.
    /// - Returns: the first of equals; empty where nothing is known.
    static func find(for word: String, among known: [String]) -> String {
        let letters = Array(word.lowercased().prefix(64))
        let distances = known.map { distance(letters, Array($0)) }
        return zip(known, distances).min { $0.1 < $1.1 }?.0 ?? ""
    }

    /// Levenshtein's distance, with a swap of neighbours counted once.
    static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var rows = [Array(0...second.count)]
        for (i, letter) in first.enumerated() {
            var row = [i + 1]
            for (j, other) in second.enumerated() {
                var best = min(rows[i][j] + (letter == other ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, letter == second[j - 1], first[i - 1] == other {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows.last?.last ?? second.count
    }
}
