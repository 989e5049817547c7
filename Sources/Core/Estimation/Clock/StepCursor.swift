/// Tells to which piece of a fit instants that mostly ascend belong: remembers the piece of the last one.
struct StepCursor {
    private let steps: [ClockStep]
    private var piece = 0
    /// The instants that certainly belong to ``piece``; nothing at first.
    private var range: ClosedRange<Int64> = 0...0
    private var isKnown = false

    init(_ steps: [ClockStep]) {
        self.steps = steps
    }

    /// The piece that an instant belongs to, and whether it lies outside the windows of the steps; within one, the piece
    /// is that on whose half of the window it lies.
    mutating func side(at instant: Int64) -> (piece: Int, isBounded: Bool) {
        if isKnown, range.contains(instant) {
            return (piece, true)
        }
        let next = steps.firstIndex(fromSorted: { instant < $0.before })
        guard next < steps.count, steps[next].after < instant else {
            piece = next
            range = (next > 0 ? steps[next - 1].before : .min)...(next < steps.count ? steps[next].after : .max)
            isKnown = true
            return (next, true)
        }
        let within = steps[next...].prefix { $0.after < instant }
        let passed = within.count { Int128($0.after) + Int128($0.before) < 2 * Int128(instant) }
        return (next + passed, false)
    }
}
