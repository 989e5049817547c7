internal import LabModel

extension LiveClient {
    /// Asks for all media that can be had, as far as the limit goes.
    mutating func planMedia(at now: MonotonicTime) {
        while !hasEnded, flights.count + retries.count < max(2, settings.mediaRequests), let playlist, let position {
            if position.part == 0, let wanted = wantedVariant {
                if case .change = reloading.load?.purpose { return }
                loadVariant(wanted, for: .change(wanted), holding: reportedPlace(ofVariant: wanted), at: now)
                return
            }
            switch step(from: position, in: playlist) {
            case .wait:
                return
            case .skip(let next, let note):
                self.position = next
                note.map { self.note($0.code, $0.text) }
            case .fetch(let candidate):
                fetch(candidate, at: now)
                self.position = candidate.next
            }
        }
    }

    /// What can be done from some position on.
    private mutating func step(from position: FetchPosition, in playlist: MediaPlaylist) -> FetchStep {
        if position.sequence < playlist.mediaSequence {
            guard let start = playlist.start(lowLatency: settings.lowLatency) else { return .wait }
            needsStretch = true
            let missed = "segments from \(position.sequence) left the playlist before they were fetched"
            return .skip(to: start, ClientNote(code: .mediaMissed, text: missed))
        }
        if let index = playlist.index(ofSequence: position.sequence) {
            let segment = playlist.segments[index]
            return position.part == 0
                ? wholeStep(from: position, segment) : restStep(from: position, segment)
        }
        guard position.sequence == playlist.nextSequence, settings.lowLatency, playlist.partTarget != nil else {
            return .wait
        }
        return openStep(from: position, in: playlist)
    }

    private mutating func wholeStep(from position: FetchPosition, _ segment: MediaSegment) -> FetchStep {
        guard !segment.isGap else {
            isBroken = isBroken || segment.isDiscontinuity
            let text = "segment \(position.sequence) is missing, as the playlist says"
            return .skip(to: position.nextSegment, ClientNote(code: .mediaMissed, text: text))
        }
        var candidate = FetchCandidate(
            uri: segment.uri,
            media: MediaPlace(sequence: position.sequence),
            next: position.nextSegment
        )
        candidate.byteRange = segment.byteRange
        candidate.duration = segment.duration
        candidate.map = segment.map
        candidate.isDiscontinuity = segment.isDiscontinuity
        return .fetch(candidate)
    }

    /// A whole segment of which some parts were asked for already.
    private func restStep(from position: FetchPosition, _ segment: MediaSegment) -> FetchStep {
        guard segment.parts.isEmpty else {
            guard position.part < segment.parts.count else { return .skip(to: position.nextSegment, nil) }
            return partStep(from: position, segment.parts[position.part], map: segment.map)
        }
        // Its parts are no longer listed: what is missing stands at the segment's end.
        guard let progress, progress.sequence == position.sequence, !progress.isBroken else {
            let text = "the rest of segment \(position.sequence): its parts are no longer listed"
            return .skip(to: position.nextSegment, ClientNote(code: .mediaMissed, text: text))
        }
        guard progress.unfinished == 0 else { return .wait }
        let rest = segment.duration - progress.duration
        let left = segment.byteRange?.length.map { $0 - progress.size }
        if (progress.unlisted == 0 && rest < .milliseconds(5)) || (left ?? 1) <= 0 {
            return .skip(to: position.nextSegment, nil)
        }
        var candidate = FetchCandidate(
            uri: segment.uri,
            media: MediaPlace(sequence: position.sequence),
            next: position.nextSegment
        )
        candidate.byteRange = ByteSpan(offset: (segment.byteRange?.offset ?? 0) + progress.size, length: left)
        candidate.duration = progress.unlisted == 0 ? rest : nil
        candidate.map = segment.map
        return .fetch(candidate)
    }

    /// The segment that is not whole yet: its next part, listed or announced.
    private mutating func openStep(from position: FetchPosition, in playlist: MediaPlaylist) -> FetchStep {
        let open = playlist.openSegment ?? OpenSegment()
        if position.part < open.parts.count {
            let step = partStep(from: position, open.parts[position.part], map: open.map)
            guard position.part == 0, case .fetch(var candidate) = step else { return step }
            candidate.isDiscontinuity = open.isDiscontinuity
            return .fetch(candidate)
        }
        guard position.part == open.parts.count, hint == nil,
            let announced = playlist.preloadHints.first(where: { $0.kind == .part }), announced.uri != brokenHint,
            // Without an end, the server would send the parts behind it in the same answer.
            announced.byteRange == nil || announced.byteRange?.length != nil,
            !playlist.lists(announced)
        else { return .wait }
        var candidate = FetchCandidate(
            uri: announced.uri,
            media: MediaPlace(sequence: position.sequence, part: position.part),
            next: position.nextPart
        )
        candidate.byteRange = announced.byteRange
        candidate.map = playlist.announcedMap
        candidate.isHinted = true
        return .fetch(candidate)
    }

    private func partStep(from position: FetchPosition, _ part: PartialSegment, map: MediaMap?) -> FetchStep {
        guard !part.isGap else {
            let text = "part \(position.part) of segment \(position.sequence) is missing, as the playlist says"
            return .skip(to: position.nextPart, ClientNote(code: .mediaMissed, text: text))
        }
        var candidate = FetchCandidate(
            uri: part.uri,
            media: MediaPlace(sequence: position.sequence, part: position.part),
            next: position.nextPart
        )
        candidate.byteRange = part.byteRange
        candidate.duration = part.duration
        candidate.map = map
        return .fetch(candidate)
    }

    private mutating func fetch(_ candidate: FetchCandidate, at now: MonotonicTime) {
        do {
            let url = try WebReference.resolve(candidate.uri, against: address)
            try beginStretch(for: candidate, at: now)
            let id = request(candidate, url: url, kind: .media, at: now)
            if candidate.media.part != nil {
                count(candidate)
            }
            if candidate.isHinted, let position {
                hint = HintedMedia(
                    id: id,
                    uri: candidate.uri,
                    byteRange: candidate.byteRange,
                    position: position,
                    map: candidate.map
                )
            }
        } catch {
            end(.unusable(error))
        }
    }

    /// Begins another stretch where the bytes must not be joined with those before, with the map that it needs.
    private mutating func beginStretch(for candidate: FetchCandidate, at now: MonotonicTime) throws(PlaylistError) {
        let breaks = candidate.isDiscontinuity || isBroken
        guard needsStretch || breaks || candidate.map != stretchMap else { return }
        if !needsStretch {
            let place = "segment \(candidate.media.sequence)"
            breaks
                ? note(.discontinuity, "the stream breaks off before \(place)")
                : note(.mapChanged, "another map is needed from \(place) on")
        }
        stretch += 1
        stretchMap = candidate.map
        needsStretch = false
        isBroken = false
        guard let map = candidate.map else { return }
        let url = try WebReference.resolve(map.uri, against: address)
        var wanted = candidate
        wanted.byteRange = map.byteRange
        wanted.duration = nil
        wanted.isHinted = false
        _ = request(wanted, url: url, kind: .map, at: now)
    }

    private mutating func request(
        _ candidate: FetchCandidate,
        url: String,
        kind: MediaRequest.Kind,
        at now: MonotonicTime
    ) -> Int {
        lastPlace += 1
        let target = playlist?.targetDuration ?? .zero
        let position = FetchPosition(sequence: candidate.media.sequence, part: candidate.media.part ?? 0)
        let request = MediaRequest(
            id: newID(),
            url: url,
            byteRange: candidate.byteRange,
            kind: kind,
            place: lastPlace,
            stretch: stretch,
            media: candidate.media,
            duration: candidate.duration,
            programTime: kind == .map ? nil : playlist?.programTime(of: position),
            isHinted: candidate.isHinted,
            playlistArrival: reloading.arrival ?? now,
            variant: variant.map { variants[$0].name },
            // An announced part is held back until it is there.
            patience: settings.answerLimit + Latency(nanoseconds: target.nanoseconds * 3)
        )
        flights[request.id] = MediaFlight(request: request)
        actions.append(.media(request))
        return request.id
    }

    private mutating func count(_ candidate: FetchCandidate) {
        var counted = progress ?? SegmentProgress(sequence: candidate.media.sequence)
        if counted.sequence != candidate.media.sequence {
            counted = SegmentProgress(sequence: candidate.media.sequence)
        }
        // A segment begun in its middle is never continued by its bytes.
        if let part = candidate.media.part, part > 0, counted.size == 0, counted.unfinished == 0 {
            counted.isBroken = true
        }
        counted.unfinished += 1
        counted.duration = counted.duration + (candidate.duration ?? .zero)
        counted.unlisted += candidate.duration == nil ? 1 : 0
        progress = counted
    }
}

extension MediaPlaylist {
    /// Whether an announced part is listed already, by a server that left its hint behind.
    fileprivate func lists(_ hint: PreloadHint) -> Bool {
        let newest = (segments.last?.parts ?? []) + (openSegment?.parts ?? [])
        return newest.contains { $0.uri == hint.uri && $0.byteRange == hint.byteRange }
    }

    /// The map that the next part needs: an announced one, else the last one told.
    fileprivate var announcedMap: MediaMap? {
        if let hint = preloadHints.first(where: { $0.kind == .map }) {
            return MediaMap(uri: hint.uri, byteRange: hint.byteRange)
        }
        return openSegment.map(\.map) ?? segments.last?.map
    }
}
