internal import LabModel

extension LiveWindow {
    /// The playlist of this moment.
    /// - Parameters:
    ///   - lowLatency: with parts, hints and what else low latency needs; without effect where there are no parts.
    ///   - skipping: as a delta update, where enough of it is old.
    /// - Returns: a playlist that is served as its text.
    public func playlist(lowLatency: Bool, skipping: Bool = false) -> MediaPlaylist {
        let withParts = lowLatency && settings.partTarget != nil
        var playlist = MediaPlaylist(version: version(withParts), targetDuration: settings.targetDuration)
        playlist.serverControl = control(withParts)
        playlist.mediaSequence = firstListed
        playlist.hasIndependentSegments = isIndependent
        playlist.isEnded = isFinished
        let listed = listed
        if withParts {
            playlist.partTarget = settings.partTarget
            playlist.openSegment = openSegment
            if !isFinished {
                playlist.renditionReports = renditionReports
                playlist.preloadHints = [PreloadHint(kind: .part, uri: nextPartName)]
            }
            playlist.skippedSegments = skipping ? skippable(listed) : 0
        }
        // From the newest backwards: how far a segment's end lies behind the playlist's.
        var behind = playlist.openSegment?.duration ?? .zero
        var segments: [MediaSegment] = []
        for stored in listed.dropFirst(playlist.skippedSegments).reversed() {
            segments.append(segment(stored, withParts: withParts && behind < settings.patience))
            behind = behind + stored.duration
        }
        playlist.segments = segments.reversed()
        return playlist
    }

    /// How far this rendition is, for the playlists of others.
    /// - Parameter uri: its playlist, relative to theirs.
    /// - Returns: a report for their `renditionReports`; nil before there is a segment or part to tell of.
    public func report(uri: String) -> RenditionReport? {
        if let open, !open.parts.isEmpty {
            return RenditionReport(uri: uri, lastSequence: open.sequence, lastPart: open.parts.count - 1)
        }
        guard let last = kept.last else { return nil }
        let parts = settings.partTarget == nil ? 0 : last.parts.count
        return RenditionReport(uri: uri, lastSequence: last.sequence, lastPart: parts > 0 ? parts - 1 : nil)
    }

    private func version(_ withParts: Bool) -> Int {
        switch settings.container {
        // Delta updates need 9.
        case .fragmentedMP4: withParts ? 9 : 7
        case .transportStream: withParts ? 9 : 3
        }
    }

    /// Section 4.4.3.8: at least six target durations are never skipped; players stay three behind, of parts or segments.
    private func control(_ withParts: Bool) -> ServerControl {
        var control = ServerControl()
        control.holdBack = settings.patience
        if withParts, let partTarget = settings.partTarget {
            control.canBlockReload = true
            control.canSkipUntil = skipBoundary
            control.partHoldBack = Latency(nanoseconds: partTarget.nanoseconds * 3)
        }
        return control
    }

    private var skipBoundary: Latency {
        Latency(nanoseconds: settings.targetDuration.nanoseconds * 6)
    }

    /// How many of the oldest segments end before the skip boundary.
    private func skippable(_ listed: ArraySlice<StoredSegment>) -> Int {
        var behind = openSegment?.duration ?? .zero
        var kept = 0
        for segment in listed.reversed() where behind < skipBoundary {
            behind = behind + segment.duration
            kept += 1
        }
        return listed.count - kept
    }

    private var mediaMap: MediaMap? {
        settings.mapName.map { MediaMap(uri: $0) }
    }

    private var openSegment: OpenSegment? {
        guard let open, !open.parts.isEmpty else { return nil }
        var result = OpenSegment(parts: parts(of: open))
        result.map = mediaMap
        result.programTime = open.time
        return result
    }

    private func segment(_ stored: StoredSegment, withParts: Bool) -> MediaSegment {
        var result = MediaSegment(uri: settings.name(ofSegment: stored.sequence), duration: stored.duration)
        result.map = mediaMap
        result.programTime = stored.time
        result.parts = withParts ? parts(of: stored) : []
        return result
    }

    private func parts(of stored: StoredSegment) -> [PartialSegment] {
        stored.parts.enumerated().map { index, part in
            let uri = settings.name(ofPart: index, inSegment: stored.sequence)
            var result = PartialSegment(uri: uri, duration: part.duration)
            result.isIndependent = part.isIndependent
            return result
        }
    }

    /// The part that is whole next, unless a keyframe ends the segment before.
    private var nextPartName: String {
        settings.name(ofPart: open?.parts.count ?? 0, inSegment: nextSequence)
    }
}
