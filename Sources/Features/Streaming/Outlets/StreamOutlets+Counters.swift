internal import Fanout
internal import LabModel

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
}
