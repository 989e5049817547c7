internal import HLS
internal import LabModel
internal import Media

/// The MPD of a stream (ISO/IEC 23009-1): the segments of HLS under their numbers, with the times that stand in them.
struct DashManifest {
    /// One rendition as it is at a moment.
    struct Rendition {
        /// Where its segments are, relative to the manifest, such as `../hls/480p/`.
        var folder: String
        /// Its name, size and rate.
        var rung: LadderRung
        /// Its codec as RFC 6381 writes it.
        var codecs: String
        /// Its segments.
        var window: LiveWindow
    }

    /// The stream's renditions, the preferred one first.
    var renditions: [Rendition]
    /// Pictures a second.
    var frameRate: FrameRate
    /// When media time 0 was due.
    var mediaStart: WallTime
    /// When this is told.
    var now: WallTime

    /// The manifest; nil while some rendition has no whole segment.
    var text: String? {
        guard let first = renditions.first else { return nil }
        let target = first.window.settings.targetDuration.seconds
        let bodies = renditions.compactMap(representation)
        guard bodies.count == renditions.count else { return nil }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="\(first.window.isFinished ? "static" : "dynamic")" \
            profiles="urn:mpeg:dash:profile:isoff-live:2011" \
            availabilityStartTime="\(mediaStart.iso8601)" publishTime="\(now.iso8601)" \
            \(extent(of: first.window)) \
            suggestedPresentationDelay="\(duration(3 * target))" minBufferTime="\(duration(target))" \
            maxSegmentDuration="\(duration(target + 1))">
            <Period id="0" start="PT0S">
            <AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
            \(bodies.joined(separator: "\n"))
            </AdaptationSet>
            </Period>
            <UTCTiming schemeIdUri="urn:mpeg:dash:utc:direct:2014" value="\(now.iso8601)"/>
            </MPD>

            """
    }

    /// How far back a live manifest goes and how often it is told anew; of a stream that has ended where its last segment
    /// does.
    private func extent(of window: LiveWindow) -> String {
        let segments = window.playlist(lowLatency: false).segments
        let listed = segments.reduce(0) { $0 + $1.duration.seconds }
        guard window.isFinished else {
            let target = window.settings.targetDuration.seconds
            return "minimumUpdatePeriod=\"\(duration(target))\" timeShiftBufferDepth=\"\(duration(listed))\""
        }
        let start = segments.last.flatMap { mediaTime(of: $0, in: window) }
        let scale = timescale(of: window)
        let begun = start.flatMap { start in scale.map { Double(start) / Double($0) } }
        let end = begun.map { $0 + (segments.last?.duration.seconds ?? 0) } ?? listed
        return "mediaPresentationDuration=\"\(duration(end))\""
    }

    private func timescale(of window: LiveWindow) -> Int? {
        guard case .bytes(let header) = window.resource(window.settings.mapName ?? "") else { return nil }
        return MediaTimescale.of(header: header.flatMap { $0 })
    }

    /// Where a segment begins, in units of the timescale.
    private func mediaTime(of segment: MediaSegment, in window: LiveWindow) -> UInt64? {
        guard case .bytes(let pieces) = window.resource(segment.uri) else { return nil }
        return pieces.first.flatMap { ProducerReferenceTime(reading: $0)?.mediaTime }
    }

    private func representation(_ rendition: Rendition) -> String? {
        guard let timescale = timescale(of: rendition.window) else { return nil }
        let playlist = rendition.window.playlist(lowLatency: false)
        let lines = playlist.segments.compactMap { segment -> String? in
            guard let start = mediaTime(of: segment, in: rendition.window) else { return nil }
            let length = (segment.duration.seconds * Double(timescale)).rounded()
            return "<S t=\"\(start)\" d=\"\(Int(length))\"/>"
        }
        guard !lines.isEmpty, lines.count == playlist.segments.count else { return nil }
        let rung = rendition.rung
        return """
            <Representation id="\(rung.name)" bandwidth="\(rung.highestRate(frameRate).bitsPerSecond)" \
            codecs="\(rendition.codecs)" width="\(rung.size.width)" height="\(rung.size.height)" frameRate="\(frameRate)">
            <SegmentTemplate timescale="\(timescale)" initialization="\(rendition.folder)init.mp4" \
            media="\(rendition.folder)s$Number$.m4s" startNumber="\(playlist.mediaSequence)">
            <SegmentTimeline>\(lines.joined())</SegmentTimeline>
            </SegmentTemplate>
            </Representation>
            """
    }

    /// A length of time as XML Schema writes it, to the millisecond.
    private func duration(_ seconds: Double) -> String {
        let milliseconds = Int((seconds * 1_000).rounded())
        let rest = String(milliseconds % 1_000)
        return "PT\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest + "S"
    }
}
