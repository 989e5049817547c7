import LabModel

/// In which piece of a fit each frame was stamped.
///
/// What a frame's stamp and decoding leave possible is narrowed by the order of numbers: no frame was stamped in an
/// earlier piece than one with a lower number. Of frames that then may lie on either side of one step, the stamps' own
/// course tells the side (``StepSearch``).
struct FramePieces {
    /// One sample's piece.
    struct Origin {
        /// The piece, as good as can be told.
        var piece: Int
        /// Whether that is sure.
        var isCertain: Bool
        /// Whether anything speaks for this piece rather than another one.
        var isTold = true
    }

    /// The pieces of those samples, from the first to the last one, of which not their stamp alone tells it.
    private var origins: [Origin?]
    /// Where those samples begin.
    private let base: Int

    private let steps: [ClockStep]
    private var possible: StampOrigins

    /// How many pieces further than its neighbour's a frame's is looked for.
    private static let reach = 64
    /// How many frames around doubtful ones are looked at.
    private static let neighbours = 100

    init(_ fit: ClockFit, samples: [Sample]) {
        steps = fit.clock.steps
        possible = StampOrigins(fit)
        let span = Self.span(samples, possible)
        base = span.lowerBound
        origins = Array(repeating: nil, count: span.count)
        for frames in Self.streams(samples, span) {
            place(frames)
        }
        for index in span where samples[index].stamp?.number == nil {
            if let frame = StampedFrame(samples[index], index: index) {
                placeAlone(frame, around: fit.side(at: frame.decoded).piece)
            }
        }
    }

    /// The piece in which a sample's frame was stamped; nil where none is possible.
    func origin(at index: Int, stamped: WallTime, decoded: WallTime) -> Origin? {
        if index >= base, index - base < origins.count {
            return origins[index - base]
        }
        return possible.plainPiece(stamped: stamped, decoded: decoded).map { Origin(piece: $0, isCertain: true) }
    }

    /// From the first to the last sample whose piece its own stamp does not tell at once, and some around them.
    private static func span(_ samples: [Sample], _ possible: StampOrigins) -> Range<Int> {
        guard possible.count > 1 else { return 0..<0 }
        var (first, last) = (Int?.none, 0)
        for index in samples.indices {
            guard let stamped = samples[index].stamp?.time, let decoded = samples[index].decoded else { continue }
            if possible.plainPiece(stamped: stamped, decoded: decoded) == nil {
                (first, last) = (first ?? index, index)
            }
        }
        guard let first else { return 0..<0 }
        return max(0, first - 2 * neighbours)..<min(samples.count, last + 1 + 2 * neighbours)
    }

    /// Places a frame whose mark carries no number: only what is possible for it alone counts.
    private mutating func placeAlone(_ frame: StampedFrame, around piece: Int) {
        let near = max(0, piece - Self.reach)...min(piece + 1, possible.count - 1)
        let pieces = near.filter { possible.isPossible(frame, in: $0) }
        guard let first = pieces.first, let last = pieces.last else { return }
        let isAlone = possible.doubted(frame, in: first...last).count == 1 && near.lowerBound == 0
        origins[frame.index - base] = Origin(piece: last, isCertain: isAlone)
    }

    /// Frames by stream, each by ascending number.
    private static func streams(_ samples: [Sample], _ span: Range<Int>) -> [[StampedFrame]] {
        var streams: [[StampedFrame]] = []
        var places: [StreamID: Int] = [:]
        var latest: (id: StreamID, place: Int)?
        for index in span {
            guard let frame = StampedFrame(samples[index], index: index) else { continue }
            guard let id = samples[index].stamp?.streamID else { continue }
            guard frame.number != nil else { continue }
            if latest?.id != id {
                let place = places[id] ?? streams.count
                if place == streams.count {
                    streams.append([])
                    places[id] = place
                }
                latest = (id, place)
            }
            streams[latest?.place ?? 0].append(frame)
        }
        return streams.map { frames in
            let isSorted = zip(frames, frames.dropFirst()).allSatisfy { ($0.number ?? 0) <= ($1.number ?? 0) }
            return isSorted ? frames : frames.sorted { ($0.number ?? 0, $0.index) < ($1.number ?? 0, $1.index) }
        }
    }

    private mutating func place(_ frames: [StampedFrame]) {
        let ranges = ranges(frames)
        let doubted = ranges.indices.map { index in ranges[index].map { possible.doubted(frames[index], in: $0) } }
        var start = 0
        while start < frames.count {
            let range = doubted[start]
            var end = start + 1
            while end < frames.count, doubted[end] == range {
                end += 1
            }
            if let range, range.count == 2 {
                search(frames, among: start..<end, ranges, doubted)
            } else if let range {
                for index in start..<end {
                    let piece = ranges[index]?.upperBound ?? range.upperBound
                    let isTold = ranges[index]?.count == 1
                    origins[frames[index].index - base] = Origin(
                        piece: piece,
                        isCertain: range.count == 1,
                        isTold: isTold
                    )
                }
            }
            start = end
        }
    }

    /// The pieces that are possible for each frame; nil where none is.
    private mutating func ranges(_ frames: [StampedFrame]) -> [ClosedRange<Int>?] {
        var first = frames.map { _ in Int?.none }
        var floor = 0
        for (index, frame) in frames.enumerated() {
            let candidates = floor..<min(floor + Self.reach, possible.count)
            first[index] = candidates.first { possible.isPossible(frame, in: $0) }
            floor = first[index] ?? floor
        }
        var ranges = first.map { _ in ClosedRange<Int>?.none }
        var ceiling = possible.count - 1
        for (index, frame) in frames.enumerated().reversed() {
            guard let low = first[index] else { continue }
            let candidates = (max(0, ceiling - Self.reach)...ceiling).reversed()
            guard let high = candidates.first(where: { possible.isPossible(frame, in: $0) }) else { continue }
            ceiling = high
            ranges[index] = low <= high ? low...high : nil
        }
        return ranges
    }

    /// Looks for the step among frames that all may lie on either side of it, and heeds what is possible for each.
    private mutating func search(
        _ frames: [StampedFrame],
        among doubtful: Range<Int>,
        _ ranges: [ClosedRange<Int>?],
        _ doubted: [ClosedRange<Int>?]
    ) {
        guard let old = doubted[doubtful.lowerBound]?.lowerBound else { return }
        var known = doubtful
        while known.lowerBound > max(0, doubtful.lowerBound - Self.neighbours),
            doubted[known.lowerBound - 1] == old...old
        {
            known = known.lowerBound - 1..<known.upperBound
        }
        while known.upperBound < min(frames.count, doubtful.upperBound + Self.neighbours),
            doubted[known.upperBound] == old + 1...old + 1
        {
            known = known.lowerBound..<known.upperBound + 1
        }
        let found = StepSearch(steps[old], among: doubtful, of: frames, known: known)
        let behind = found.firstBehind ?? doubtful.upperBound
        let isPossible = doubtful.allSatisfy { ranges[$0]?.contains($0 < behind ? old : old + 1) == true }
        for index in doubtful {
            let range = ranges[index] ?? old...old + 1
            let piece = min(max(index < behind ? old : old + 1, range.lowerBound), range.upperBound)
            origins[frames[index].index - base] = Origin(
                piece: piece,
                isCertain: found.isCertain && isPossible,
                isTold: found.isCertain || found.hasMatch || range.count == 1
            )
        }
    }
}
