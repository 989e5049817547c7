internal import LabModel

extension LiveClient {
    /// Counts media that came, whole or not.
    mutating func settle(_ flight: MediaFlight, size: ByteCount, isWhole: Bool) {
        guard flight.request.kind == .media, flight.request.media.part != nil,
            progress?.sequence == flight.request.media.sequence
        else { return }
        progress?.unfinished -= 1
        progress?.size += size.bytes
        if !isWhole, flight.request.isHinted, size.bytes == 0 {
            // Nothing came of what was only announced, and nothing was asked for behind it.
            progress?.unlisted -= 1
        } else if !isWhole {
            progress?.isBroken = true
        }
    }

    /// Takes note that media could not be fetched: it is asked for again, or passed over.
    mutating func fail(_ flight: MediaFlight, _ failure: FetchFailure, size: ByteCount, at now: MonotonicTime) {
        let request = flight.request
        if request.isHinted {
            failHint(flight, size: size)
            note(.hintBroken, "the announced \(request.media.text) did not come: \(failure)")
            return
        }
        // The rest of a segment that had no rest.
        if failure == .status(416), request.byteRange != nil, request.media.part == nil {
            passOver(flight, size: size)
            return
        }
        if size.bytes == 0, flight.attempts <= settings.mediaRetries {
            let target = playlist?.targetDuration.nanoseconds ?? 1_000_000_000
            var again = flight
            again.attempts += 1
            again.request.id = newID()
            retries.append(MediaRetry(at: now + Latency(nanoseconds: target / 8), flight: again))
            return
        }
        passOver(flight, size: size)
        let kept = size.bytes > 0 ? " after \(size.bytes) bytes" : ""
        note(.mediaFailed, "\(request.kind == .map ? "the map of " : "")\(request.media.text)\(kept): \(failure)")
    }

    /// Asks again for what failed, when its time has come.
    mutating func retryMedia(at now: MonotonicTime) {
        for retry in retries where retry.at <= now {
            flights[retry.flight.request.id] = retry.flight
            actions.append(.media(retry.flight.request))
        }
        retries.removeAll { $0.at <= now }
    }

    /// Stops all media requests and clears their places.
    mutating func cancelMedia() {
        let waiting = flights.values.sorted { $0.request.place < $1.request.place }
        for flight in waiting {
            actions.append(.cancel(id: flight.request.id))
        }
        let places = waiting.map(\.request.place) + retries.map(\.flight.request.place)
        actions += places.sorted().map { .passOver(place: $0) }
        flights = [:]
        retries = []
        hint = nil
        brokenHint = nil
        progress = nil
    }

    /// Compares what was asked for by a hint with what the playlist lists.
    mutating func reconcileHint(with playlist: MediaPlaylist) {
        if let brokenHint, !playlist.preloadHints.contains(where: { $0.uri == brokenHint }) {
            self.brokenHint = nil
        }
        guard let hinted = hint, let parts = playlist.parts(ofSequence: hinted.position.sequence) else { return }
        let isWhole = hinted.position.sequence < playlist.nextSequence
        if parts.indices.contains(hinted.position.part) {
            let part = parts[hinted.position.part]
            let isIt = part.uri == hinted.uri && part.byteRange == hinted.byteRange && !part.isGap
            guard isIt, playlist.isContinued(at: hinted) else {
                drop(hinted, goingOnAt: hinted.position)
                return
            }
            list(hinted, part, in: playlist)
        } else if isWhole, !parts.isEmpty {
            drop(hinted, goingOnAt: hinted.position.nextSegment)
        } else if isWhole {
            // Its parts are no longer listed; it may come all the same.
            hint = nil
        } else if !playlist.preloadHints.contains(where: { $0.uri == hinted.uri }) {
            drop(hinted, goingOnAt: hinted.position)
        }
    }

    /// Ends when nothing will be added and all was fetched.
    mutating func endWhenDone() {
        guard !hasEnded, let playlist, playlist.isEnded, flights.isEmpty, retries.isEmpty, reloading.load == nil else {
            return
        }
        if let position {
            let hasParts = settings.lowLatency && playlist.partTarget != nil
            let parts = hasParts ? playlist.openSegment?.parts.count ?? 0 : 0
            guard position.sequence >= playlist.nextSequence, position.part >= parts else { return }
        }
        end(.ended)
    }

    private mutating func failHint(_ flight: MediaFlight, size: ByteCount) {
        passOver(flight, size: size)
        guard let hinted = hint, hinted.id == flight.request.id else { return }
        hint = nil
        brokenHint = hinted.uri
        // Where something of it was handed on, what is listed in its place would come twice.
        if size.bytes == 0 {
            position = hinted.position
        }
    }

    private mutating func list(_ hinted: HintedMedia, _ part: PartialSegment, in playlist: MediaPlaylist) {
        hint = nil
        if let duration = progress?.duration, progress?.sequence == hinted.position.sequence {
            progress?.duration = duration + part.duration
            progress?.unlisted -= 1
        }
        let time = playlist.programTime(of: hinted.position)
        actions.append(.listed(MediaListing(id: hinted.id, duration: part.duration, programTime: time)))
        // What fails from now on is asked for again like anything listed.
        flights[hinted.id]?.request.isHinted = false
        flights[hinted.id]?.request.duration = part.duration
    }

    /// Gives up what was asked for by a hint that did not hold.
    private mutating func drop(_ hinted: HintedMedia, goingOnAt next: FetchPosition) {
        hint = nil
        position = next
        note(.hintBroken, "another part came in place of the announced \(hinted.text)")
        guard let flight = flights.removeValue(forKey: hinted.id) else { return }
        actions.append(.cancel(id: hinted.id))
        passOver(flight, size: ByteCount(0))
    }

    private mutating func passOver(_ flight: MediaFlight, size: ByteCount) {
        settle(flight, size: size, isWhole: false)
        actions.append(.passOver(place: flight.request.place))
    }
}

extension HintedMedia {
    fileprivate var text: String {
        MediaPlace(sequence: position.sequence, part: position.part).text
    }
}

extension MediaPlace {
    /// For people: `segment 12`, or `part 3 of segment 12`.
    fileprivate var text: String {
        part.map { "part \($0) of segment \(sequence)" } ?? "segment \(sequence)"
    }
}

extension MediaPlaylist {
    /// Whether a part that was asked for by a hint is listed without a break before it and with the map it was asked for
    /// with.
    fileprivate func isContinued(at hinted: HintedMedia) -> Bool {
        let sequence = hinted.position.sequence
        let whole = index(ofSequence: sequence).map { segments[$0] }
        let breaks = whole?.isDiscontinuity ?? openSegment?.isDiscontinuity ?? false
        let map = whole.map(\.map) ?? openSegment?.map
        return map == hinted.map && !(breaks && hinted.position.part == 0)
    }
}
