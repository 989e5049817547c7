internal import LabModel

extension LiveWindow {
    /// What to do with a request for the low-latency playlist, by section 6.2.5.2; where there are no parts, and when the
    /// stream has ended, directives are left aside.
    public func judge(_ query: ReloadQuery) -> ReloadAnswer {
        guard let partTarget = settings.partTarget, !isFinished else { return .ready }
        if let problem = query.problem {
            return .refused(status: 400, why: problem)
        }
        guard let sequence = query.sequence else {
            guard query.part == nil else { return .refused(status: 400, why: "_HLS_part without _HLS_msn") }
            return isReady ? .ready : .wait
        }
        let newest = nextSequence - 1
        guard sequence <= newest + 2 else {
            return .refused(status: 400, why: "_HLS_msn is more than two above the newest segment, \(newest)")
        }
        let limit = partTarget < .seconds(1) ? Int((3 / partTarget.seconds).rounded(.down)) : 3
        if let part = query.part, sequence > newest {
            let there = sequence == nextSequence ? open?.parts.count ?? 0 : 0
            guard part < there + limit else {
                return .refused(status: 400, why: "_HLS_part is \(limit) or more above the newest part")
            }
        }
        return isReady && hasReached(sequence, part: query.part) ? .ready : .wait
    }

    /// What to do with a request for a map, a segment or a part.
    ///
    /// The bytes of a part are served when it is whole.
    /// - Parameter name: as the playlist tells it, with the prefix.
    /// - Returns: its bytes, or whether waiting for it makes sense.
    public func resource(_ name: String) -> ResourceAnswer {
        if let mapName = settings.mapName, name == mapName {
            return map.map { .bytes([$0]) } ?? (isFinished ? .missing : .wait)
        }
        guard let place = settings.place(ofName: name) else { return .missing }
        guard let part = place.part else { return segment(place.sequence) }
        guard settings.partTarget != nil else { return .missing }
        return self.part(part, inSegment: place.sequence)
    }

    /// Whether the playlist holds a segment, or a part of one, or something later.
    private func hasReached(_ sequence: Int, part: Int?) -> Bool {
        guard let part else { return sequence < nextSequence }
        let partsOfOpen = open?.parts.count ?? 0
        if sequence >= nextSequence {
            return sequence == nextSequence && part < partsOfOpen
        }
        // A part behind a whole segment's last means the first of the next segment.
        guard sequence == nextSequence - 1, let last = kept.last else { return true }
        return part < last.parts.count || partsOfOpen > 0
    }

    private func segment(_ sequence: Int) -> ResourceAnswer {
        if let stored = stored(sequence) { return .bytes(stored.frames) }
        return sequence == nextSequence && !isFinished ? .wait : .missing
    }

    private func part(_ part: Int, inSegment sequence: Int) -> ResourceAnswer {
        if let bytes = (stored(sequence) ?? (open?.sequence == sequence ? open : nil))?.bytes(ofPart: part) {
            return .bytes(bytes)
        }
        guard !isFinished else { return .missing }
        let isNext = sequence == nextSequence && part == open?.parts.count ?? 0
        // The hinted part may turn out to be the first of the next segment.
        return isNext || (sequence == nextSequence + 1 && part == 0) ? .wait : .missing
    }

    private func stored(_ sequence: Int) -> StoredSegment? {
        guard let first = kept.first?.sequence, kept.indices.contains(sequence - first) else { return nil }
        return kept[sequence - first]
    }
}

extension LiveWindowSettings {
    /// What a segment stays below, so that it rounds to no more than the target duration.
    var longestSegment: Latency {
        targetDuration + .milliseconds(499)
    }

    /// The numbers in a name; nil for one that was never given.
    func place(ofName name: String) -> MediaPlace? {
        guard name.hasPrefix("\(prefix)s"), name.hasSuffix(".\(suffix)") else { return nil }
        let numbers = name.dropFirst(prefix.count + 1).dropLast(suffix.count + 1)
            .split(separator: ".", omittingEmptySubsequences: false).map { PlaylistTag.integer($0) }
        guard let sequence = numbers.first ?? nil else { return nil }
        switch numbers.count {
        case 1:
            return self.name(ofSegment: sequence) == name ? MediaPlace(sequence: sequence) : nil
        case 2:
            guard let part = numbers[1], self.name(ofPart: part, inSegment: sequence) == name else { return nil }
            return MediaPlace(sequence: sequence, part: part)
        default:
            return nil
        }
    }
}
