internal import Fanout
internal import HLS
internal import LabModel
internal import StreamHTTP

extension StreamOutlets {
    /// What each outlet did, by its name.
    var counters: [String: OutletCounters] {
        var counters: [String: OutletCounters] = [:]
        counters["ts"] = transportStream?.counters
        counters["mp4"] = fragments?.counters
        counters["mjpeg"] = stills.counters
        for rendition in ladder?.renditions ?? [] {
            counters[rendition.rung.name] = rendition.counters
        }
        return counters
    }

    /// What live viewers did, over all live addresses.
    var viewers: FanoutCounters {
        let parts = [transportStream?.broadcaster, fragments?.broadcaster, stills.broadcaster]
            .compactMap { $0?.counters }
        return parts.reduce(into: FanoutCounters()) { sum, part in
            sum.viewers += part.viewers
            sum.refused += part.refused
            sum.cut.merge(part.cut, uniquingKeysWith: +)
        }
    }

    /// How long players of segments may need for what is left when the stream has ended: as far as playlists tell them to
    /// stay behind; nothing where nobody asked for one.
    var segmentViewersNeed: Latency {
        let windows =
            [transportStream, fragments].compactMap { $0?.segments } + (ladder?.renditions.map(\.segments) ?? [])
        let watched = windows.filter { $0.counters.playlists > 0 }
        return watched.map { $0.window.settings.patience }.max() ?? .zero
    }
}
