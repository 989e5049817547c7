extension SweepGrid {
    /// The grid's runs as an inputs file.
    ///
    /// Runs are named in the listed order, `task_0` first, before they are put into theirs: a name means the same
    /// settings whatever the order.
    /// - Parameter random: drawn from for ``SweepOrder/shuffled`` only; the same numbers give the same order.
    /// - Returns: the runs in the order in which they are to be measured.
    public func inputs(using random: inout some RandomNumberGenerator) -> InputsFile {
        let settings = settingCount
        var lines: [SweepLine] = []
        lines.reserveCapacity(settings * repeats)
        for round in 0..<repeats {
            for index in indices(of: round, using: &random) {
                lines.append(line(of: index, number: round * settings + index))
            }
        }
        return InputsFile(lines: lines)
    }

    /// A repeat's settings by their place in the listed order, in the order in which they are measured.
    private func indices(of round: Int, using random: inout some RandomNumberGenerator) -> [Int] {
        switch order {
        case .listed:
            return Array(0..<settingCount)
        case .shuffled:
            var indices = Array(0..<settingCount)
            Self.shuffle(&indices, using: &random)
            return indices
        case .interleaved:
            return interleaved(round)
        }
    }

    /// Settings without their provider in the listed order, each with all providers: forwards where setting and repeat
    /// are both even or both odd, else backwards.
    private func interleaved(_ round: Int) -> [Int] {
        let place = factors.firstIndex { $0.kind == .option(.provider) } ?? factors.endIndex
        let inner = factors[place...].dropFirst().reduce(1) { $0 * $1.levels.count }
        let count = providers.count
        let blocks = settingCount / count
        return (0..<blocks).flatMap { block in
            let first = block / inner * inner * count + block % inner
            let runs = (0..<count).map { first + $0 * inner }
            return (block + round).isMultiple(of: 2) ? runs : runs.reversed()
        }
    }

    /// Fisher and Yates's shuffle, written out so that a seed gives the same order with every library.
    ///
    /// A place is drawn from 64 bits by multiplication; at most 100,000 of them favour none by more than a part in
    /// 2⁴⁷.
    private static func shuffle(_ indices: inout [Int], using random: inout some RandomNumberGenerator) {
        for last in indices.indices.reversed().dropLast() {
            let drawn = Int(random.next().multipliedFullWidth(by: UInt64(last + 1)).high)
            indices.swapAt(last, drawn)
        }
    }

    /// The run at a place of the listed order, whose last factor changes fastest.
    private func line(of index: Int, number: Int) -> SweepLine {
        var line = SweepLine(imageSize: 0, framesPerSecond: "", cpu: 0, memory: "", name: "\(prefix)_\(number)")
        var rest = index
        for factor in factors.reversed() {
            let level = factor.levels[rest % factor.levels.count].text
            rest /= factor.levels.count
            switch factor.kind {
            case .imageSize: line.imageSize = Int(level) ?? 0
            case .framesPerSecond: line.framesPerSecond = level
            case .cpuMemory: (line.cpu, line.memory) = SweepFactor.Kind.cpuMemory(level) ?? (0, "")
            case .option(let option): line.options.append(SweepOption(name: option.rawValue, value: level))
            }
        }
        line.options.reverse()
        return line
    }
}
