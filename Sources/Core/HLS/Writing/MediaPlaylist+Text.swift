internal import LabModel

extension MediaPlaylist {
    /// The playlist as it is served: lines that end in a line feed.
    ///
    /// Instants are cut to the millisecond.
    public var text: String {
        var lines = headerLines
        var map: MediaMap?
        for segment in segments {
            lines += segment.lines(afterMap: map)
            map = segment.map ?? map
        }
        if let openSegment {
            lines += openSegment.lines(afterMap: map)
        }
        lines += preloadHints.map(\.line) + renditionReports.map(\.line)
        if isEnded {
            lines.append("#EXT-X-ENDLIST")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var headerLines: [String] {
        var lines = [
            "#EXTM3U", "#EXT-X-VERSION:\(version)", "#EXT-X-TARGETDURATION:\(Int(targetDuration.seconds.rounded(.up)))",
        ]
        if let partTarget {
            lines.append("#EXT-X-PART-INF:PART-TARGET=\(partTarget.decimalSeconds)")
        }
        if let line = serverControl.line {
            lines.append(line)
        }
        lines.append("#EXT-X-MEDIA-SEQUENCE:\(mediaSequence)")
        if discontinuitySequence > 0 {
            lines.append("#EXT-X-DISCONTINUITY-SEQUENCE:\(discontinuitySequence)")
        }
        if let kind {
            lines.append("#EXT-X-PLAYLIST-TYPE:\(kind.rawValue)")
        }
        if hasIndependentSegments {
            lines.append("#EXT-X-INDEPENDENT-SEGMENTS")
        }
        if let start {
            lines.append(start.line)
        }
        if skippedSegments > 0 {
            lines.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=\(skippedSegments)")
        }
        return lines
    }
}

extension MediaSegment {
    fileprivate func lines(afterMap last: MediaMap?) -> [String] {
        var open = OpenSegment(parts: parts)
        open.map = map
        open.isDiscontinuity = isDiscontinuity
        open.programTime = programTime
        var lines = open.lines(afterMap: last)
        if isGap {
            lines.append("#EXT-X-GAP")
        }
        lines.append("#EXTINF:\(duration.decimalSeconds),\(title)")
        if let byteRange, let length = byteRange.length {
            lines.append("#EXT-X-BYTERANGE:\(length)@\(byteRange.offset)")
        }
        return lines + [uri]
    }
}

extension OpenSegment {
    /// What stands before the parts must stand there: it belongs to them too.
    fileprivate func lines(afterMap last: MediaMap?) -> [String] {
        var lines: [String] = []
        if isDiscontinuity {
            lines.append("#EXT-X-DISCONTINUITY")
        }
        if let map, map != last {
            lines.append("#EXT-X-MAP:URI=\"\(map.uri)\"" + (map.byteRange?.attribute ?? ""))
        }
        if let programTime {
            lines.append("#EXT-X-PROGRAM-DATE-TIME:\(programTime.iso8601)")
        }
        return lines + parts.map(\.line)
    }
}

extension PartialSegment {
    fileprivate var line: String {
        "#EXT-X-PART:DURATION=\(duration.decimalSeconds),URI=\"\(uri)\"" + (isIndependent ? ",INDEPENDENT=YES" : "")
            + (byteRange?.attribute ?? "") + (isGap ? ",GAP=YES" : "")
    }
}

extension PreloadHint {
    fileprivate var line: String {
        let start = byteRange.map { ",BYTERANGE-START=\($0.offset)" } ?? ""
        let length = byteRange?.length.map { ",BYTERANGE-LENGTH=\($0)" } ?? ""
        return "#EXT-X-PRELOAD-HINT:TYPE=\(kind.rawValue),URI=\"\(uri)\"" + start + length
    }
}

extension RenditionReport {
    fileprivate var line: String {
        let sequence = lastSequence.map { ",LAST-MSN=\($0)" } ?? ""
        let part = lastPart.map { ",LAST-PART=\($0)" } ?? ""
        return "#EXT-X-RENDITION-REPORT:URI=\"\(uri)\"" + sequence + part
    }
}

extension ServerControl {
    /// Nil where there is nothing to say.
    fileprivate var line: String? {
        var attributes: [String] = []
        if canBlockReload {
            attributes.append("CAN-BLOCK-RELOAD=YES")
        }
        if let canSkipUntil {
            attributes.append("CAN-SKIP-UNTIL=\(canSkipUntil.decimalSeconds)")
        }
        if canSkipDateRanges {
            attributes.append("CAN-SKIP-DATERANGES=YES")
        }
        if let holdBack {
            attributes.append("HOLD-BACK=\(holdBack.decimalSeconds)")
        }
        if let partHoldBack {
            attributes.append("PART-HOLD-BACK=\(partHoldBack.decimalSeconds)")
        }
        return attributes.isEmpty ? nil : "#EXT-X-SERVER-CONTROL:\(attributes.joined(separator: ","))"
    }
}

extension PlaylistStart {
    var line: String {
        "#EXT-X-START:TIME-OFFSET=\(offset.decimalSeconds)" + (isPrecise ? ",PRECISE=YES" : "")
    }
}

extension ByteSpan {
    /// As an attribute of a tag; a span without an end cannot be one.
    fileprivate var attribute: String {
        length.map { ",BYTERANGE=\"\($0)@\(offset)\"" } ?? ""
    }
}
