internal import LabModel

extension MultivariantPlaylist {
    /// The playlist as it is served: lines that end in a line feed.
    public var text: String {
        var lines = ["#EXTM3U", "#EXT-X-VERSION:\(version)"]
        if hasIndependentSegments {
            lines.append("#EXT-X-INDEPENDENT-SEGMENTS")
        }
        if let start {
            lines.append(start.line)
        }
        lines += renditions.map(\.line)
        for variant in variants {
            lines += [variant.line, variant.uri]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension VariantStream {
    fileprivate var line: String {
        var attributes = ["BANDWIDTH=\(bandwidth.bitsPerSecond)"]
        if let averageBandwidth {
            attributes.append("AVERAGE-BANDWIDTH=\(averageBandwidth.bitsPerSecond)")
        }
        if !codecs.isEmpty {
            attributes.append("CODECS=\"\(codecs.joined(separator: ","))\"")
        }
        if let resolution {
            attributes.append("RESOLUTION=\(resolution)")
        }
        if let frameRate {
            attributes.append("FRAME-RATE=\(Latency.seconds(frameRate.framesPerSecond).threeDecimals)")
        }
        if let audioGroup {
            attributes.append("AUDIO=\"\(audioGroup)\"")
        }
        return "#EXT-X-STREAM-INF:\(attributes.joined(separator: ","))"
    }
}

extension AlternativeRendition {
    fileprivate var line: String {
        var attributes = ["TYPE=\(kind)", "GROUP-ID=\"\(group)\"", "NAME=\"\(name)\""]
        if let language {
            attributes.append("LANGUAGE=\"\(language)\"")
        }
        if isDefault {
            attributes.append("DEFAULT=YES")
        }
        if let uri {
            attributes.append("URI=\"\(uri)\"")
        }
        return "#EXT-X-MEDIA:\(attributes.joined(separator: ","))"
    }
}

extension Latency {
    /// Rounded to three decimals, as FRAME-RATE is written.
    fileprivate var threeDecimals: String {
        Latency(nanoseconds: (nanoseconds + 500_000) / 1_000_000 * 1_000_000).decimalSeconds
    }
}
