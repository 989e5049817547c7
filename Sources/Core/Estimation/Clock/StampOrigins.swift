import LabModel

/// In which piece of a fit a frame can have been stamped, told from its stamp and its decoding alone.
///
/// Where answers about the time name the streams, a frame of one of them was not stamped in a piece that names others only.
/// A frame of a piece was stamped behind the start of the window of the step before it, before the end of the window of
/// the step behind it, and before it was decoded. With the piece's range of offsets each becomes a limit of the stamp.
/// The limits are hard: the piece in which the frame was stamped is always among the possible ones.
struct StampOrigins {
    private let steps: [ClockStep]
    /// How far the clock that was asked may be from the streamer's, in nanoseconds.
    private let added: Int64
    /// For each piece the least stamp that can have been made in it.
    private let earliest: [Int64]
    /// For each piece the largest one.
    private let latest: [Int64]
    /// For each piece the least stamp that can have been made in it within the window of the step behind it.
    private let nearNext: [Int64]
    /// For each piece the largest stamp that can have been made in it within the window of the step before it.
    private let nearPrevious: [Int64]
    /// The last instant that certainly lies before the first step.
    private let firstEnd: Int64
    /// The largest stamp that can have been made before the last piece or within the window of the last step.
    private let lastStart: Int64
    /// For each piece the streams that were sent in it, as far as its answers name them.
    private let streams: [Set<StreamID>]
    /// All of them.
    private let named: Set<StreamID>
    /// For each step whether another machine answers behind it, so that no stream lies on both sides.
    private let changesMachine: [Bool]
    /// One for each piece.
    private var cursors: [ClockCursor]

    init(_ fit: ClockFit) {
        let (pieces, steps) = (fit.clock.pieces, fit.clock.steps)
        let added = min(fit.addedBound?.nanoseconds ?? 0, ClockInterval.longest)
        let least = { (piece: Int, instant: Int64) in
            Self.sum(instant, pieces[piece].possible(at: instant).lower, -added)
        }
        let largest = { (piece: Int, instant: Int64) in
            Self.sum(instant, pieces[piece].possible(at: instant).upper, added)
        }
        earliest = pieces.indices.map { $0 > 0 ? least($0, steps[$0 - 1].after) : .min }
        latest = pieces.indices.map { $0 < steps.count ? largest($0, steps[$0].before) : .max }
        nearNext = pieces.indices.map { $0 < steps.count ? least($0, steps[$0].after) : .max }
        nearPrevious = pieces.indices.map { $0 > 0 ? largest($0, steps[$0 - 1].before) : .min }
        streams = pieces.map(\.streams)
        named = streams.reduce(into: []) { $0.formUnion($1) }
        changesMachine = zip(pieces, pieces.dropFirst()).map { old, new in
            guard let last = old.exchanges.last, let first = new.exchanges.first else { return false }
            return old.isKnown && new.isKnown && first.isOfAnotherMachine(than: last)
        }
        cursors = pieces.map(ClockCursor.init)
        firstEnd = steps.first?.after ?? .max
        lastStart = max(latest.dropLast().max() ?? .min, nearPrevious.last ?? .min)
        (self.steps, self.added) = (steps, added)
    }

    /// How many pieces there are.
    var count: Int {
        cursors.count
    }

    /// The piece of a frame that was decoded before the first step or stamped behind the last one; nil for all others.
    func plainPiece(stamped: WallTime, decoded: WallTime) -> Int? {
        guard decoded.nanoseconds > firstEnd else { return 0 }
        return stamped.nanoseconds > lastStart ? count - 1 : nil
    }

    /// Whether a frame can have been stamped in a piece.
    mutating func isPossible(_ frame: StampedFrame, in piece: Int) -> Bool {
        guard !isRefused(frame, by: piece), earliest[piece] <= frame.stamped, frame.stamped <= latest[piece] else {
            return false
        }
        guard piece == 0 || steps[piece - 1].after <= frame.decoded else { return false }
        let atDecoding = cursors[piece].possible(at: frame.decoded).upper
        return frame.stamped <= Self.sum(frame.decoded, atDecoding, added)
    }

    /// Whether a frame's stream was sent in other pieces only: answers of the piece name others, and those of another
    /// piece name it.
    private func isRefused(_ frame: StampedFrame, by piece: Int) -> Bool {
        guard !streams[piece].isEmpty, !streams[piece].contains(frame.stream) else { return false }
        return named.contains(frame.stream)
    }

    /// The pieces on the other side of a step in whose window a frame can have been stamped as well.
    ///
    /// The exchanges tell no more than that the offset was another one at the window's ends. Should the clock have been
    /// stepped there and back, no piece holds between them: such a frame is to be doubted even where only one is possible.
    func doubted(_ frame: StampedFrame, in range: ClosedRange<Int>) -> ClosedRange<Int> {
        guard range.count == 1 else { return range }
        let piece = range.lowerBound
        let isNearPrevious = frame.stamped <= nearPrevious[piece] && !isBarred(frame, from: piece - 1, by: piece - 1)
        let isNearNext = frame.stamped >= nearNext[piece] && !isBarred(frame, from: piece + 1, by: piece)
        return range.lowerBound - (isNearPrevious ? 1 : 0)...range.upperBound + (isNearNext ? 1 : 0)
    }

    /// Whether a frame of one machine cannot lie in a piece on the other side of a step to another one.
    private func isBarred(_ frame: StampedFrame, from piece: Int, by step: Int) -> Bool {
        steps.indices.contains(step) && changesMachine[step] && isRefused(frame, by: piece)
    }

    private static func sum(_ instant: Int64, _ offset: Int64, _ added: Int64) -> Int64 {
        (Latency(nanoseconds: instant) + Latency(nanoseconds: offset) + Latency(nanoseconds: added)).nanoseconds
    }
}
