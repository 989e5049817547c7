internal import LabModel

extension MediaReader {
    /// Takes a tag that is about the whole playlist; one that is not known is passed over.
    mutating func takeHeader(_ tag: PlaylistTag) throws(PlaylistError) {
        switch tag.name {
        case "EXT-X-VERSION": playlist.version = try tag.integer()
        case "EXT-X-TARGETDURATION": try takeTargetDuration(tag)
        case "EXT-X-MEDIA-SEQUENCE": playlist.mediaSequence = try tag.integer()
        case "EXT-X-DISCONTINUITY-SEQUENCE": playlist.discontinuitySequence = try tag.integer()
        case "EXT-X-PLAYLIST-TYPE": playlist.kind = MediaPlaylist.Kind(rawValue: String(tag.value))
        case "EXT-X-INDEPENDENT-SEGMENTS": playlist.hasIndependentSegments = true
        case "EXT-X-ENDLIST": playlist.isEnded = true
        case "EXT-X-PART-INF": try takePartTarget(tag)
        case "EXT-X-SERVER-CONTROL": try takeServerControl(tag)
        case "EXT-X-SKIP": try takeSkip(tag)
        case "EXT-X-PRELOAD-HINT": try takeHint(tag)
        case "EXT-X-RENDITION-REPORT": try takeReport(tag)
        case "EXT-X-START": playlist.start = try PlaylistStart(tag, limits: limits)
        case "EXT-X-I-FRAMES-ONLY": throw .unsupported("a playlist of keyframes only", line: tag.line)
        case "EXT-X-DEFINE": throw .unsupported("EXT-X-DEFINE", line: tag.line)
        default: break
        }
    }

    private mutating func takeTargetDuration(_ tag: PlaylistTag) throws(PlaylistError) {
        let needs = "whole seconds, from 1 to 86400"
        guard let told = PlaylistTag.seconds(tag.value), told <= .seconds(86_400) else {
            throw tag.bad(tag.value, needs: needs)
        }
        // Some servers write a fraction, or 0 before their first segment: up, and never nothing.
        playlist.targetDuration = .seconds(max(1, told.seconds.rounded(.up)))
    }

    private mutating func takePartTarget(_ tag: PlaylistTag) throws(PlaylistError) {
        guard let target = try tag.attributes(limits: limits).seconds("PART-TARGET") else {
            throw .missingAttribute("PART-TARGET", tag: tag.name, line: tag.line)
        }
        guard target > .zero else { throw tag.bad(tag.value, needs: "a part target above 0") }
        playlist.partTarget = target
    }

    private mutating func takeServerControl(_ tag: PlaylistTag) throws(PlaylistError) {
        let attributes = try tag.attributes(limits: limits)
        var control = ServerControl()
        control.canBlockReload = attributes.isYes("CAN-BLOCK-RELOAD")
        control.canSkipUntil = try attributes.seconds("CAN-SKIP-UNTIL")
        control.canSkipDateRanges = attributes.isYes("CAN-SKIP-DATERANGES")
        control.holdBack = try attributes.seconds("HOLD-BACK")
        control.partHoldBack = try attributes.seconds("PART-HOLD-BACK")
        playlist.serverControl = control
    }

    private mutating func takeSkip(_ tag: PlaylistTag) throws(PlaylistError) {
        guard playlist.segments.isEmpty, playlist.skippedSegments == 0 else {
            throw .misplaced("EXT-X-SKIP stands behind a segment or another EXT-X-SKIP", line: tag.line)
        }
        let attributes = try tag.attributes(limits: limits)
        guard let count = try attributes.integer("SKIPPED-SEGMENTS") else {
            throw .missingAttribute("SKIPPED-SEGMENTS", tag: tag.name, line: tag.line)
        }
        guard count <= limits.segments else {
            throw .tooMuch(of: "segments", limit: limits.segments, line: tag.line)
        }
        playlist.skippedSegments = count
    }

    private mutating func takeHint(_ tag: PlaylistTag) throws(PlaylistError) {
        guard playlist.preloadHints.count < limits.parts else {
            throw .tooMuch(of: "preload hints", limit: limits.parts, line: tag.line)
        }
        let attributes = try tag.attributes(limits: limits)
        guard let kind = try PreloadHint.Kind(rawValue: attributes.required("TYPE")) else { return }
        var hint = try PreloadHint(kind: kind, uri: attributes.required("URI"))
        let start = try attributes.integer("BYTERANGE-START")
        let length = try attributes.integer("BYTERANGE-LENGTH")
        if start != nil || length != nil {
            hint.byteRange = ByteSpan(offset: start ?? 0, length: length)
        }
        playlist.preloadHints.append(hint)
    }

    private mutating func takeReport(_ tag: PlaylistTag) throws(PlaylistError) {
        guard playlist.renditionReports.count < limits.parts else {
            throw .tooMuch(of: "rendition reports", limit: limits.parts, line: tag.line)
        }
        let attributes = try tag.attributes(limits: limits)
        try playlist.renditionReports.append(
            RenditionReport(
                uri: attributes.required("URI"),
                lastSequence: attributes.integer("LAST-MSN"),
                lastPart: attributes.integer("LAST-PART")
            )
        )
    }
}

extension PlaylistStart {
    init(_ tag: PlaylistTag, limits: PlaylistLimits) throws(PlaylistError) {
        let attributes = try tag.attributes(limits: limits)
        guard let offset = try attributes.signedSeconds("TIME-OFFSET") else {
            throw .missingAttribute("TIME-OFFSET", tag: tag.name, line: tag.line)
        }
        self.init(offset: offset, isPrecise: attributes.isYes("PRECISE"))
    }
}
