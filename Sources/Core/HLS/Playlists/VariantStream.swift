public import LabModel

/// One form in which a stream comes.
public struct VariantStream: Hashable, Sendable {
    /// Its playlist, relative to the multivariant one.
    public var uri: String
    /// The highest rate of its segments.
    public var bandwidth: DataRate
    /// The mean rate of its segments; nil where it is not told.
    public var averageBandwidth: DataRate?
    /// Its pictures' size; nil where it is not told.
    public var resolution: PixelSize?
    /// Its most frames a second; nil where it is not told.
    public var frameRate: FrameRate?
    /// Its formats as RFC 6381 writes them; empty where they are not told.
    public var codecs: [String] = []
    /// The group of ``AlternativeRendition``s that brings its sound; nil where the segments do.
    public var audioGroup: String?

    /// Makes a variant of which nothing else is known.
    public init(uri: String, bandwidth: DataRate) {
        self.uri = uri
        self.bandwidth = bandwidth
    }

    /// A short name: `1280x720@2500000`, size and highest rate in bits a second, or `2500000` without a size.
    public var name: String {
        (resolution.map { "\($0)@" } ?? "") + "\(bandwidth.bitsPerSecond)"
    }

    /// Whether it may hold pictures: it tells their size, or a picture format, or no format at all.
    public var mayHaveVideo: Bool {
        let sounds = ["mp4a", "ac-3", "ec-3", "ac-4", "opus", "flac", "alac", "mp3", "vorbis"]
        return resolution != nil || codecs.isEmpty
            || !codecs.allSatisfy { codec in sounds.contains { codec.lowercased().hasPrefix($0) } }
    }
}

/// Alternative sound, picture or text that variants refer to by a group's name.
public struct AlternativeRendition: Hashable, Sendable {
    /// What it brings: `AUDIO`, `VIDEO`, `SUBTITLES` or `CLOSED-CAPTIONS`.
    public var kind: String
    /// The group it belongs to.
    public var group: String
    /// What a viewer knows it by.
    public var name: String
    /// Its playlist, relative to the multivariant one; nil where the variants' segments hold it.
    public var uri: String?
    /// Whether it is played unless a viewer chooses another.
    public var isDefault = false
    /// Its language by RFC 5646; nil where it is not told.
    public var language: String?

    /// Makes a rendition; each argument is the property of its name.
    public init(kind: String, group: String, name: String, uri: String? = nil) {
        self.kind = kind
        self.group = group
        self.name = name
        self.uri = uri
    }
}
