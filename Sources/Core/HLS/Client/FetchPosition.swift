internal import LabModel

/// What a client fetches next: a segment from its beginning, or the rest of one from some part on.
struct FetchPosition: Hashable {
    var sequence: Int
    /// Parts of it that were asked for already, or are passed over.
    var part = 0

    /// The beginning of the next segment.
    var nextSegment: FetchPosition {
        FetchPosition(sequence: sequence + 1)
    }

    /// Behind its next part.
    var nextPart: FetchPosition {
        FetchPosition(sequence: sequence, part: part + 1)
    }
}

extension MediaPlaylist {
    /// Where a client begins: at the newest media a decoder can begin with, or at the beginning of an ended stream.
    /// - Returns: nil where nothing can be had yet.
    func start(lowLatency: Bool) -> FetchPosition? {
        if isEnded, let first = segments.firstIndex(where: { !$0.isGap }) {
            return FetchPosition(sequence: sequence(ofSegmentAt: first))
        }
        if lowLatency, partTarget != nil, let open = openSegment, let part = independentPart(of: open.parts) {
            return FetchPosition(sequence: nextSequence, part: part)
        }
        if let last = segments.lastIndex(where: { !$0.isGap }) {
            let part = lowLatency ? independentPart(of: segments[last].parts) : nil
            return FetchPosition(sequence: sequence(ofSegmentAt: last), part: part ?? 0)
        }
        return lowLatency && openSegment != nil ? FetchPosition(sequence: nextSequence) : nil
    }

    /// How long all lasts from some place to the playlist's end.
    func duration(from position: FetchPosition) -> Latency {
        let first = max(0, position.sequence - mediaSequence - skippedSegments)
        let whole = segments.dropFirst(first).reduce(Latency.zero) { $0 + $1.duration }
        let all = whole + (openSegment?.duration ?? .zero)
        let parts = parts(ofSequence: position.sequence) ?? []
        return all - parts.prefix(position.part).reduce(.zero) { $0 + $1.duration }
    }

    /// The listed parts of a segment; nil where it is not there at all.
    func parts(ofSequence sequence: Int) -> [PartialSegment]? {
        if sequence == nextSequence { return openSegment?.parts }
        return index(ofSequence: sequence).map { segments[$0].parts }
    }

    /// The wall-clock time of a segment's first picture: told, or counted on from the last one told before it.
    /// - Returns: nil where nothing tells it, and across a discontinuity.
    func programTime(ofSequence sequence: Int) -> WallTime? {
        if sequence == nextSequence, let open = openSegment {
            if let time = open.programTime { return time }
            if open.isDiscontinuity { return nil }
        }
        var after = Latency.zero
        var index = min(sequence - mediaSequence - skippedSegments, segments.count)
        if index >= 0, index < segments.count {
            if let time = segments[index].programTime { return time }
            if segments[index].isDiscontinuity { return nil }
        }
        while index > 0 {
            index -= 1
            after = after + segments[index].duration
            if let time = segments[index].programTime { return time + after }
            if segments[index].isDiscontinuity { return nil }
        }
        return nil
    }

    /// The segment that begins at some wall-clock time, within half a target duration.
    func sequence(atProgramTime time: WallTime) -> Int? {
        var nearest: (sequence: Int, distance: UInt64)?
        // Times grow from segment to segment: from the newest back, the distance falls and then grows again.
        for sequence in (mediaSequence + skippedSegments...nextSequence).reversed() {
            guard let start = programTime(ofSequence: sequence) else { break }
            let distance = (start - time).nanoseconds.magnitude
            if let nearest, nearest.distance <= distance { break }
            nearest = (sequence, distance)
        }
        guard let nearest, nearest.distance <= targetDuration.nanoseconds.magnitude / 2 else { return nil }
        return nearest.sequence
    }

    /// The wall-clock time of a part's first picture.
    func programTime(of position: FetchPosition) -> WallTime? {
        guard let time = programTime(ofSequence: position.sequence) else { return nil }
        let parts = parts(ofSequence: position.sequence) ?? []
        return time + parts.prefix(position.part).reduce(.zero) { $0 + $1.duration }
    }

    /// The newest part a decoder can begin with, where that is known.
    private func independentPart(of parts: [PartialSegment]) -> Int? {
        parts.lastIndex { $0.isIndependent && !$0.isGap }
            ?? (hasIndependentSegments && parts.first?.isGap == false ? 0 : nil)
    }
}
