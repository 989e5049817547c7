import LabModel

/// The stretches between the steps of a clock, found from the exchanges and from jumps that were noticed.
///
/// An exchange that those before it make impossible begins a new piece, and so does one that another machine answered. A
/// jump that no such place explains was too small
/// for the exchanges to show: it parts them too, and those made while it may have happened prove nothing.
struct ClockPieces {
    /// In order; empty without exchanges.
    private(set) var pieces: [ClockPiece] = []
    /// One less than the pieces, in order; no window begins or ends before the one before it.
    private(set) var steps: [ClockStep] = []

    /// How far the size of a noticed jump may be off.
    static let jumpTolerance = Latency.milliseconds(1)

    private let intervals: [ClockInterval]
    private let driftLimit: Double

    /// Finds the pieces.
    /// - Parameters:
    ///   - intervals: By ascending instant.
    ///   - jumps: In any order.
    ///   - driftLimit: How fast the offset may change.
    init(_ intervals: [ClockInterval], jumps: [ClockJump], driftLimit: Double) {
        self.intervals = intervals
        self.driftLimit = driftLimit
        guard !intervals.isEmpty else { return }
        let jumps = jumps.sorted { ($0.after, $0.before) < ($1.after, $1.before) }
        build(cuts: [])
        let small = jumps.filter(isUnexplained)
        if !small.isEmpty {
            build(cuts: small)
        }
        // Exchanges left out at one jump may have been what showed another.
        let hidden = Set(jumps.filter(isUnexplained)).subtracting(small)
        if !hidden.isEmpty {
            build(cuts: jumps)
        }
        orderWindows()
    }

    private func isUnexplained(_ jump: ClockJump) -> Bool {
        !steps.contains { $0.explains(jump) }
    }

    private mutating func build(cuts: [ClockJump]) {
        var sections = sections(cuts)
        let hasProof = sections.contains { !$0.isEmpty }
        if !hasProof {
            // Every exchange was made while a clock jumped: what they say is the best that is known, without a bound.
            sections[0] = intervals
        }
        let start = sections.firstIndex { !$0.isEmpty } ?? 0
        pieces = parted(sections[start], isKnown: hasProof)
        steps = zip(pieces, pieces.dropFirst()).map { ClockStep(from: $0, to: $1, cut: nil) }
        for index in sections.indices.dropFirst(start + 1) {
            append(sections[index], behind: cuts[index - 1])
        }
        for index in sections.indices.prefix(start).reversed() {
            prepend(before: cuts[index])
        }
    }

    /// The exchanges before, between and behind jumps; those made while one may have happened in none.
    private func sections(_ cuts: [ClockJump]) -> [[ClockInterval]] {
        var sections = [[ClockInterval]](repeating: [], count: cuts.count + 1)
        for interval in intervals {
            let passed = cuts.count { $0.before.nanoseconds <= interval.asked }
            let isBeforeRest = cuts.allSatisfy {
                $0.before.nanoseconds <= interval.asked || interval.answered <= $0.after.nanoseconds
            }
            if isBeforeRest {
                sections[passed].append(interval)
            }
        }
        return sections
    }

    /// Parts exchanges where one is impossible after those before it, or answered by another machine.
    private func parted(_ exchanges: [ClockInterval], isKnown: Bool = true) -> [ClockPiece] {
        var parts: [ClockPiece] = []
        var start = exchanges.startIndex
        var carried: ClockInterval?
        for (index, exchange) in exchanges.enumerated() {
            var next = exchange
            if let carried, !exchange.isOfAnotherMachine(than: carried),
                exchange.isPossible(with: carried, driftLimit: driftLimit)
            {
                next.narrow(by: carried, driftLimit: driftLimit)
            } else if carried != nil {
                parts.append(ClockPiece(Array(exchanges[start..<index]), driftLimit: driftLimit, isKnown: isKnown))
                start = index
            }
            carried = next
        }
        parts.append(ClockPiece(Array(exchanges[start...]), driftLimit: driftLimit, isKnown: isKnown))
        return parts
    }

    private mutating func append(_ exchanges: [ClockInterval], behind cut: ClockJump) {
        guard let last = pieces.last else { return }
        let moved = { last.shifted(by: cut.size, tolerance: Self.jumpTolerance) }
        let parts = exchanges.isEmpty ? [moved()] : parted(exchanges)
        for (index, part) in parts.enumerated() {
            steps.append(ClockStep(from: pieces[pieces.count - 1], to: part, cut: index == 0 ? cut : nil))
            pieces.append(part)
        }
    }

    private mutating func prepend(before cut: ClockJump) {
        guard let first = pieces.first else { return }
        let moved = first.shifted(by: .zero - cut.size, tolerance: Self.jumpTolerance)
        steps.insert(ClockStep(from: moved, to: first, cut: cut), at: 0)
        pieces.insert(moved, at: 0)
    }

    /// Widens windows where exchanges overlapped, so that both of their ends ascend.
    private mutating func orderWindows() {
        for index in steps.indices.dropFirst() {
            steps[index].before = max(steps[index].before, steps[index - 1].before)
        }
        for index in steps.indices.dropLast().reversed() {
            steps[index].after = min(steps[index].after, steps[index + 1].after)
        }
    }
}
