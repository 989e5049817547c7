import LabModel

/// Looks for a clock's step among the stamps of frames that may lie on either side of it.
///
/// A frame's due time is its number times the period, and a constant, so that from one frame to the next it leaves that
/// course by nothing but the step. Where exactly one pair of neighbours differs by about the step's size, and all others
/// nearby by far less, the step lies between those two. A frame that was skipped uses no number and shows as a period;
/// where that is not small against the step, nothing is told.
struct StepSearch {
    /// The first frame behind the step, as good as can be told; nil where there are no neighbours to compare.
    private(set) var firstBehind: Int?
    /// Whether that is sure.
    private(set) var isCertain = false
    /// Whether any pair of neighbours differs by about the step's size; without one, ``firstBehind`` is a guess.
    private(set) var hasMatch = false

    /// How many frames on each side tell how evenly frames are stamped.
    private static let witnesses = 20

    private let frames: [StampedFrame]
    private let size: Double

    /// Searches.
    /// - Parameters:
    ///   - step: The step.
    ///   - doubtful: The frames that may lie on either side, at least one.
    ///   - frames: Those of one stream, by ascending number.
    ///   - known: The doubtful ones and those around them that lie next to no other step.
    init(_ step: ClockStep, among doubtful: Range<Int>, of frames: [StampedFrame], known: Range<Int>) {
        self.frames = frames
        size = Double(step.size.nanoseconds)
        let pairs = known.dropFirst().filter { frames[$0].numbers(after: frames[$0 - 1]) > 0 }
        guard let period = period(pairs) else { return }
        var isQuiet = Double(step.uncertainty.nanoseconds) <= tolerance
        var (matches, least) = (0, Double.infinity)
        for index in pairs {
            let jump = jump(at: index, period: period)
            let miss = abs(jump - size)
            // The step may lie before the first doubtful frame, and before the one behind the last.
            let isPlace = (doubtful.lowerBound...doubtful.upperBound).contains(index)
            if isPlace, miss < least {
                (firstBehind, least) = (index, miss)
            }
            if isPlace, miss <= tolerance {
                matches += 1
            } else if abs(jump) > tolerance {
                isQuiet = isQuiet && !isWitness(index, of: doubtful)
            }
        }
        hasMatch = matches > 0
        isCertain = matches == 1 && isQuiet
    }

    private var tolerance: Double {
        abs(size) / 4
    }

    private func isWitness(_ index: Int, of doubtful: Range<Int>) -> Bool {
        (doubtful.lowerBound - Self.witnesses...doubtful.upperBound + Self.witnesses).contains(index)
    }

    /// The median time from number to number, in nanoseconds; nil without pairs.
    private func period(_ pairs: [Int]) -> Double? {
        let periods = pairs.map { distance(at: $0) / Double(frames[$0].numbers(after: frames[$0 - 1])) }
        return Percentile.of(sorted: periods.sorted(), 0.5)
    }

    /// How far a frame's due time left the course that the one before it set, in nanoseconds.
    private func jump(at index: Int, period: Double) -> Double {
        distance(at: index) - Double(frames[index].numbers(after: frames[index - 1])) * period
    }

    private func distance(at index: Int) -> Double {
        (Latency(nanoseconds: frames[index].due) - Latency(nanoseconds: frames[index - 1].due)).milliseconds * 1e6
    }
}
