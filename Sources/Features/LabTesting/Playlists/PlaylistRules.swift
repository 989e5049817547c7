public import HLS
public import LabModel

/// The rules of RFC 8216bis for what a server sends, as checks that name the section they come from.
public struct PlaylistRules {
    private var broken: [String] = []

    private init() {}

    /// What one playlist breaks, read again from its text.
    /// - Parameter playlist: a full one or a delta update, as the server means it.
    /// - Returns: a line a broken rule, with its section; empty where all are kept.
    public static func broken(by playlist: MediaPlaylist) -> [String] {
        var rules = PlaylistRules()
        rules.checkText(playlist)
        rules.checkDurations(playlist)
        rules.checkParts(playlist)
        rules.checkControl(playlist)
        rules.checkHints(playlist)
        rules.checkReports(playlist)
        return rules.broken
    }

    /// What a playlist breaks that follows another of the same server; both are full ones.
    /// - Returns: a line a broken rule, with its section; empty where all are kept.
    public static func broken(by next: MediaPlaylist, after last: MediaPlaylist) -> [String] {
        var rules = PlaylistRules()
        rules.checkConstants(next, after: last)
        rules.checkSegments(next, after: last)
        rules.checkRemoval(next, after: last)
        return rules.broken
    }

    private mutating func need(_ holds: Bool, _ rule: String) {
        if !holds {
            broken.append(rule)
        }
    }

    private mutating func checkText(_ playlist: MediaPlaylist) {
        let text = playlist.text
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        need(lines.first == "#EXTM3U", "4.4.1.1 EXTM3U first")
        need(text.hasSuffix("\n") && !text.contains("\n\n"), "4.1 lines end in a line feed")
        for tag in ["#EXT-X-VERSION:", "#EXT-X-TARGETDURATION:", "#EXT-X-MEDIA-SEQUENCE:", "#EXT-X-SERVER-CONTROL:"] {
            need(lines.count { $0.hasPrefix(tag) } == 1, "4.4 one \(tag)")
        }
        let first = lines.firstIndex { $0.hasPrefix("#EXTINF") || $0.hasPrefix("#EXT-X-PART:") } ?? lines.count
        let sequence = lines.firstIndex { $0.hasPrefix("#EXT-X-MEDIA-SEQUENCE") } ?? lines.count
        need(sequence < first, "4.4.3.2 MEDIA-SEQUENCE before the first segment")
        need(playlist.version >= 6 || !text.contains("EXT-X-MAP"), "8 MAP needs version 6")
        need(playlist.version >= 9 || !text.contains("EXT-X-SKIP"), "8 SKIP needs version 9")
        need(playlist.version >= 3 || !text.contains("EXTINF"), "8 fractions need version 3")
        need((try? Playlist.parse(Array(text.utf8))) == .media(playlist.cutToMilliseconds), "its text reads back")
    }

    private mutating func checkDurations(_ playlist: MediaPlaylist) {
        let target = Int64(playlist.targetDuration.seconds.rounded())
        need(playlist.targetDuration == .seconds(Double(target)) && target >= 1, "4.4.3.1 whole seconds")
        for segment in playlist.segments {
            need(Int64(segment.duration.seconds.rounded()) <= target, "4.4.3.1 EXTINF at most TARGETDURATION")
            need(segment.duration > .zero, "4.4.4.1 a segment lasts")
            let parts = segment.parts.reduce(Latency.zero) { $0 + $1.duration }
            need(segment.parts.isEmpty || parts == segment.duration, "3 parts make up their segment")
        }
    }

    private mutating func checkParts(_ playlist: MediaPlaylist) {
        let all = playlist.segments.flatMap(\.parts) + (playlist.openSegment?.parts ?? [])
        guard let target = playlist.partTarget else {
            need(all.isEmpty, "4.4.3.7 PART needs PART-INF")
            return
        }
        need(target <= playlist.targetDuration, "4.4.3.7 a part target is at most the target duration")
        need(all.allSatisfy { $0.duration <= target }, "4.4.4.9 parts at most PART-TARGET")
        let floor = Double(target.nanoseconds) * 0.85
        for parts in playlist.segments.map({ $0.parts.dropLast() }) + [(playlist.openSegment?.parts ?? []).dropLast()] {
            for part in parts where !part.isIndependent && !part.isGap {
                need(Double(part.duration.nanoseconds) >= floor, "4.4.4.9 parts at least 85 % of PART-TARGET")
            }
        }
        // B.1: parts are listed up to three target durations from the end, and no farther.
        var behind = playlist.openSegment?.duration ?? .zero
        let three = playlist.targetDuration * 3
        for segment in playlist.segments.reversed() {
            need(segment.parts.isEmpty == (behind >= three), "6.2.2 parts of the last three target durations")
            behind = behind + segment.duration
        }
    }

    private mutating func checkControl(_ playlist: MediaPlaylist) {
        let control = playlist.serverControl
        let three = playlist.targetDuration * 3
        need(control.holdBack.map { $0 >= three } ?? true, "4.4.3.8 HOLD-BACK at least three target durations")
        need(control.canSkipUntil.map { $0 >= three + three } ?? true, "4.4.3.8 CAN-SKIP-UNTIL at least six")
        if let target = playlist.partTarget {
            need(control.partHoldBack.map { $0 >= target * 3 } ?? false, "4.4.3.8 PART-HOLD-BACK three part targets")
            need(control.canBlockReload, "B.1 low latency needs blocking reloads")
        }
        if playlist.skippedSegments > 0 {
            need(control.canSkipUntil != nil, "4.4.5.2 SKIP needs CAN-SKIP-UNTIL")
            let kept = playlist.duration
            need(kept >= control.canSkipUntil ?? .zero, "4.4.3.8 nothing behind the skip boundary is left out")
        }
    }

    private mutating func checkHints(_ playlist: MediaPlaylist) {
        need(!playlist.isEnded || playlist.preloadHints.isEmpty, "4.4.5.3 no hint behind ENDLIST")
        let isLive = playlist.partTarget != nil && !playlist.isEnded
        need(!isLive || playlist.preloadHints.count == 1, "B.1 a hint for the next part")
        let listed = playlist.segments.flatMap(\.parts) + (playlist.openSegment?.parts ?? [])
        for hint in playlist.preloadHints {
            need(!listed.contains { $0.uri == hint.uri }, "4.4.5.3 a hint is of what is not listed")
        }
    }

    private mutating func checkReports(_ playlist: MediaPlaylist) {
        let reports = playlist.renditionReports
        need(Set(reports.map(\.uri)).count == reports.count, "4.4.5.4 one report a rendition")
        for report in reports {
            need(!report.uri.contains("://") && !report.uri.hasPrefix("/"), "4.4.5.4 a report's URI is relative")
            need(report.lastSequence != nil, "4.4.5.4 a report tells LAST-MSN")
            need(playlist.partTarget == nil || report.lastPart != nil, "4.4.5.4 a report of parts tells LAST-PART")
        }
    }

    private mutating func checkConstants(_ next: MediaPlaylist, after last: MediaPlaylist) {
        need(next.targetDuration == last.targetDuration, "6.2.1 TARGETDURATION never changes")
        need(next.partTarget == last.partTarget, "6.2.1 PART-TARGET never changes")
        need(next.serverControl == last.serverControl, "6.2.1 SERVER-CONTROL never changes")
        need(next.version == last.version, "6.2.1 VERSION never changes")
        need(next.discontinuitySequence >= last.discontinuitySequence, "6.2.2 DISCONTINUITY-SEQUENCE never falls")
        need(!last.isEnded || next == last, "6.2.1 nothing changes behind ENDLIST")
    }

    private mutating func checkSegments(_ next: MediaPlaylist, after last: MediaPlaylist) {
        need(next.mediaSequence >= last.mediaSequence, "6.2.2 MEDIA-SEQUENCE never falls")
        need(next.nextSequence >= last.nextSequence, "6.2.1 segments are only added at the end")
        for (index, segment) in last.segments.enumerated() {
            guard let now = next.index(ofSequence: last.sequence(ofSegmentAt: index)).map({ next.segments[$0] }) else {
                continue
            }
            need(now.withoutParts == segment.withoutParts, "6.2.1 segments never change")
            need(now.parts.isEmpty || now.parts == segment.parts, "6.2.1 parts never change")
        }
        guard let open = last.openSegment, last.nextSequence >= next.mediaSequence else { return }
        let grown = next.index(ofSequence: last.nextSequence).map { next.segments[$0].parts } ?? next.openSegment?.parts
        need(grown.map { $0.starts(with: open.parts) || $0.isEmpty } ?? false, "6.2.1 parts are only added")
    }

    private mutating func checkRemoval(_ next: MediaPlaylist, after last: MediaPlaylist) {
        let removed = next.mediaSequence - last.mediaSequence
        guard removed > 0 else { return }
        let stays = next.segments.reduce(Latency.zero) { $0 + $1.duration }
        need(stays >= next.targetDuration * 3, "6.2.2 three target durations stay listed")
    }
}

extension Latency {
    fileprivate static func * (lhs: Latency, rhs: Int64) -> Latency {
        Latency(nanoseconds: lhs.nanoseconds * rhs)
    }
}

extension WallTime {
    /// Rounded down to the millisecond, as playlists tell instants.
    public var cutToMilliseconds: WallTime {
        let rest = ((nanoseconds % 1_000_000) + 1_000_000) % 1_000_000
        return WallTime(nanoseconds: nanoseconds - rest)
    }
}

extension MediaPlaylist {
    /// With instants as its text tells them.
    fileprivate var cutToMilliseconds: MediaPlaylist {
        var result = self
        for index in result.segments.indices {
            result.segments[index].programTime = result.segments[index].programTime?.cutToMilliseconds
        }
        let openTime = result.openSegment?.programTime
        result.openSegment?.programTime = openTime?.cutToMilliseconds
        return result
    }
}

extension MediaSegment {
    fileprivate var withoutParts: MediaSegment {
        var result = self
        result.parts = []
        return result
    }
}
