internal import LabModel

extension LiveClient {
    /// Takes a playlist that was read.
    mutating func take(
        _ playlist: Playlist,
        of load: Reloading.Load,
        from address: String,
        at now: MonotonicTime
    ) throws(PlaylistError) {
        switch (playlist, load.purpose) {
        case (.multivariant(let all), .first):
            try choose(from: all, at: address, now: now)
        case (.multivariant, _):
            throw .nested
        case (.media(let media), .again):
            // The directives are not part of where it is.
            try update(media.merged(onto: self.playlist), of: load, at: now)
        case (.media(let media), .first), (.media(let media), .variant):
            guard media.skippedSegments == 0 else { throw .updateWithoutBase }
            self.address = address
            accept(media, of: load, hasChanged: true, at: now)
            if settings.lowLatency, media.partTarget == nil, !media.isEnded {
                note(.partsMissing, "the server lists no parts: whole segments are fetched")
            }
        case (.media(let media), .change(let index)):
            guard media.skippedSegments == 0 else { throw .updateWithoutBase }
            self.address = WebReference.withoutDirectives(address)
            change(to: index, media, of: load, at: now)
        }
    }

    private mutating func choose(
        from all: MultivariantPlaylist,
        at address: String,
        now: MonotonicTime
    ) throws(PlaylistError) {
        let index = try settings.variant.index(in: all.variants)
        variants = all.variants
        variantsAddress = address
        variant = index
        let chosen = variants[index]
        note(.variantChosen, "\(chosen.name), one of \(variants.count)")
        let sound = all.renditions.contains { $0.kind == "AUDIO" && $0.group == chosen.audioGroup && $0.uri != nil }
        if chosen.audioGroup != nil, sound {
            note(.audioLeftOut, "the sound of \(chosen.name) has a playlist of its own, which is not fetched")
        }
        loadVariant(index, for: .variant, at: now)
    }

    private mutating func change(to index: Int, _ media: MediaPlaylist, of load: Reloading.Load, at now: MonotonicTime)
    {
        note(.variantChanged, "from \(variant.map { variants[$0].name } ?? "none") to \(variants[index].name)")
        variant = index
        wantedVariant = nil
        needsStretch = true
        // Variants may count their segments differently; times tell which are the same.
        if let next = position, let time = playlist?.programTime(ofSequence: next.sequence),
            let sequence = media.sequence(atProgramTime: time)
        {
            position = FetchPosition(sequence: sequence)
        }
        if let next = position, next.sequence < media.mediaSequence || next.sequence > media.nextSequence {
            position = nil
        }
        accept(media, of: load, hasChanged: true, at: now)
    }

    /// Takes a playlist that was loaded again.
    private mutating func update(_ media: MediaPlaylist, of load: Reloading.Load, at now: MonotonicTime) {
        guard let last = playlist else { return }
        let progress = media.progress(since: last, countingParts: settings.lowLatency)
        switch progress {
        case .older where olderPlaylists < 2:
            // A copy on the way may be older than what was seen; a third one in a row is the truth.
            olderPlaylists += 1
            reloading.succeed(load, hasChanged: false, playlist: last, lowLatency: settings.lowLatency, at: now)
        case .older, .restarted:
            note(.sequenceReset, "the server started again: segment \(last.nextSequence) became \(media.nextSequence)")
            cancelMedia()
            position = nil
            needsStretch = true
            accept(media, of: load, hasChanged: true, at: now)
        case .same, .newer:
            accept(media, of: load, hasChanged: progress == .newer, at: now)
        }
    }

    private mutating func accept(
        _ media: MediaPlaylist,
        of load: Reloading.Load,
        hasChanged: Bool,
        at now: MonotonicTime
    ) {
        olderPlaylists = 0
        playlist = media
        reloading.succeed(load, hasChanged: hasChanged, playlist: media, lowLatency: settings.lowLatency, at: now)
        reconcileHint(with: media)
        guard position == nil, let start = media.start(lowLatency: settings.lowLatency) else { return }
        position = start
        if playerStart == nil {
            playerStart = ClientStart(
                holdBack: media.holdBack(lowLatency: settings.lowLatency),
                edge: media.duration(from: start),
                at: now
            )
        }
    }
}

extension MediaPlaylist {
    /// What became of a playlist when it was loaded again.
    enum Progress {
        case same, newer, older, restarted
    }

    /// Compares with the playlist loaded before.
    ///
    /// Numbers that fall, or other media under the same number, mean that the server began anew; numbers that fall a
    /// little may come from an old copy.
    func progress(since last: MediaPlaylist, countingParts: Bool) -> Progress {
        if nextSequence < last.mediaSequence || isOther(than: last) { return .restarted }
        // A server that lists no parts any more is not older for it.
        let haveParts = countingParts && partTarget != nil && last.partTarget != nil
        let parts = haveParts ? openSegment?.parts.count ?? 0 : 0
        let lastParts = haveParts ? last.openSegment?.parts.count ?? 0 : 0
        if (nextSequence, parts) < (last.nextSequence, lastParts) { return .older }
        let isSame =
            (nextSequence, parts, isEnded) == (last.nextSequence, lastParts, last.isEnded)
            && (!haveParts || preloadHints == last.preloadHints)
        return isSame ? .same : .newer
    }

    /// How far behind the end a player stays: section 4.4.3.8.
    func holdBack(lowLatency: Bool) -> Latency {
        let ofParts = lowLatency && partTarget != nil ? serverControl.partHoldBack : nil
        return ofParts ?? serverControl.holdBack ?? Latency(nanoseconds: targetDuration.nanoseconds * 3)
    }

    /// Whether the newest segment that both hold is told with times half a target duration apart.
    private func isOther(than last: MediaPlaylist) -> Bool {
        let newest = min(nextSequence, last.nextSequence)
        let oldest = max(mediaSequence, last.mediaSequence)
        guard newest > oldest else { return false }
        let common = (oldest...newest).reversed().prefix(2)
        for sequence in common {
            if let time = toldTime(ofSequence: sequence), let lastTime = last.toldTime(ofSequence: sequence) {
                return (time - lastTime).nanoseconds.magnitude > targetDuration.nanoseconds.magnitude / 2
            }
        }
        return false
    }

    private func toldTime(ofSequence sequence: Int) -> WallTime? {
        if sequence == nextSequence { return openSegment?.programTime }
        return index(ofSequence: sequence).flatMap { segments[$0].programTime }
    }
}
