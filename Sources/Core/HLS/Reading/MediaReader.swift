internal import LabModel

/// Makes a media playlist of its lines.
struct MediaReader {
    /// What was said about the segment whose address has not come yet.
    private struct Pending {
        var duration: Latency?
        var title = ""
        var span: (length: Int, offset: Int?)?
        var isGap = false
        var open = OpenSegment()
    }

    let limits: PlaylistLimits
    var playlist = MediaPlaylist(version: 1, targetDuration: .zero)
    private var pending = Pending()
    private var map: MediaMap?
    private var parts = 0
    /// The resource and the end of the last segment's range, and the last part's: where the next may go on.
    private var segmentEnd: (uri: String, end: Int)?
    private var partEnd: (uri: String, end: Int)?

    static func read(_ lines: PlaylistLines, limits: PlaylistLimits) throws(PlaylistError) -> MediaPlaylist {
        var reader = MediaReader(limits: limits)
        for line in lines.lines {
            switch line.content {
            case .tag(let tag): try reader.take(tag)
            case .address(let uri): try reader.finishSegment(uri, line: line.number)
            }
        }
        return try reader.finish(line: lines.last)
    }

    private init(limits: PlaylistLimits) {
        self.limits = limits
    }

    private mutating func take(_ tag: PlaylistTag) throws(PlaylistError) {
        switch tag.name {
        case "EXTINF": try takeDuration(tag)
        case "EXT-X-BYTERANGE":
            guard let span = PlaylistTag.span(tag.value) else {
                throw tag.bad(tag.value, needs: "LENGTH or LENGTH@OFFSET in bytes")
            }
            pending.span = span
        case "EXT-X-DISCONTINUITY": pending.open.isDiscontinuity = true
        case "EXT-X-GAP": pending.isGap = true
        case "EXT-X-PROGRAM-DATE-TIME":
            guard let time = ISO8601.instant(tag.value) else {
                throw tag.bad(tag.value, needs: "an instant, such as 2026-11-21T03:28:15.250Z")
            }
            pending.open.programTime = time
        case "EXT-X-MAP": try takeMap(tag)
        case "EXT-X-KEY": try takeKey(tag)
        case "EXT-X-PART": try takePart(tag)
        default: try takeHeader(tag)
        }
    }

    private mutating func takeDuration(_ tag: PlaylistTag) throws(PlaylistError) {
        let parts = tag.value.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        let text = parts.first.map { $0.prefix { $0 != " " } } ?? ""
        guard let duration = PlaylistTag.seconds(text) else {
            throw tag.bad(text, needs: "seconds, such as 2.002")
        }
        pending.duration = duration
        pending.title = parts.count == 2 ? String(parts[1]) : ""
    }

    private mutating func takeMap(_ tag: PlaylistTag) throws(PlaylistError) {
        let attributes = try tag.attributes(limits: limits)
        let uri = try attributes.required("URI")
        let span = try attributes.span("BYTERANGE")
        map = MediaMap(uri: uri, byteRange: span.map { ByteSpan(offset: $0.offset ?? 0, length: $0.length) })
    }

    private func takeKey(_ tag: PlaylistTag) throws(PlaylistError) {
        let method = try tag.attributes(limits: limits).required("METHOD")
        guard method == "NONE" else {
            throw .unsupported("encryption by \(method.prefix(40))", line: tag.line)
        }
    }

    private mutating func takePart(_ tag: PlaylistTag) throws(PlaylistError) {
        parts += 1
        guard parts <= limits.parts else { throw .tooMuch(of: "parts", limit: limits.parts, line: tag.line) }
        let attributes = try tag.attributes(limits: limits)
        guard let duration = try attributes.seconds("DURATION") else {
            throw .missingAttribute("DURATION", tag: tag.name, line: tag.line)
        }
        var part = try PartialSegment(uri: attributes.required("URI"), duration: duration)
        part.isIndependent = attributes.isYes("INDEPENDENT")
        part.isGap = attributes.isYes("GAP")
        if let span = try attributes.span("BYTERANGE") {
            part.byteRange = try Self.place(span, of: part.uri, behind: partEnd, line: tag.line)
        }
        partEnd = part.byteRange?.end.map { (part.uri, $0) }
        pending.open.parts.append(part)
    }

    private mutating func finishSegment(_ uri: String, line: Int) throws(PlaylistError) {
        guard let duration = pending.duration else {
            throw .misplaced("a segment has no EXTINF", line: line)
        }
        guard playlist.segments.count + playlist.skippedSegments < limits.segments else {
            throw .tooMuch(of: "segments", limit: limits.segments, line: line)
        }
        var segment = MediaSegment(uri: uri, duration: duration)
        segment.title = pending.title
        segment.isGap = pending.isGap
        segment.map = map
        segment.isDiscontinuity = pending.open.isDiscontinuity
        segment.programTime = pending.open.programTime
        segment.parts = pending.open.parts
        if let span = pending.span {
            segment.byteRange = try Self.place(span, of: uri, behind: segmentEnd, line: line)
        }
        segmentEnd = segment.byteRange?.end.map { (uri, $0) }
        partEnd = nil
        playlist.segments.append(segment)
        pending = Pending()
    }

    private mutating func finish(line: Int) throws(PlaylistError) -> MediaPlaylist {
        guard pending.duration == nil else {
            throw .misplaced("the playlist ends before the last segment's address", line: line)
        }
        guard playlist.targetDuration > .zero else { throw .noTargetDuration }
        if !pending.open.parts.isEmpty {
            playlist.openSegment = pending.open
            playlist.openSegment?.map = map
        }
        return playlist
    }

    /// A range whose offset may be left out, where it goes on behind the last one of the same resource.
    private static func place(
        _ span: (length: Int, offset: Int?),
        of uri: String,
        behind last: (uri: String, end: Int)?,
        line: Int
    ) throws(PlaylistError) -> ByteSpan {
        if let offset = span.offset { return ByteSpan(offset: offset, length: span.length) }
        guard let last, last.uri == uri, last.end <= PlaylistTag.greatestInteger else {
            throw .misplaced("a byte range has no offset and nothing to go on from", line: line)
        }
        return ByteSpan(offset: last.end, length: span.length)
    }
}
