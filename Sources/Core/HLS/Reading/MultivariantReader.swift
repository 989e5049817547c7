internal import LabModel

/// Makes a multivariant playlist of its lines.
struct MultivariantReader {
    private let limits: PlaylistLimits
    private var playlist = MultivariantPlaylist(version: 1)
    /// The variant whose address has not come yet.
    private var pending: (variant: VariantStream, line: Int)?

    static func read(_ lines: PlaylistLines, limits: PlaylistLimits) throws(PlaylistError) -> MultivariantPlaylist {
        var reader = MultivariantReader(limits: limits)
        for line in lines.lines {
            switch line.content {
            case .tag(let tag): try reader.take(tag)
            case .address(let uri): try reader.finishVariant(uri, line: line.number)
            }
        }
        if let pending = reader.pending {
            throw .misplaced("a variant has no address", line: pending.line)
        }
        return reader.playlist
    }

    private init(limits: PlaylistLimits) {
        self.limits = limits
    }

    private mutating func take(_ tag: PlaylistTag) throws(PlaylistError) {
        guard !tag.isOfMedia else {
            throw .misplaced("the playlist names both segments and variants", line: tag.line)
        }
        switch tag.name {
        case "EXT-X-VERSION": playlist.version = try tag.integer()
        case "EXT-X-INDEPENDENT-SEGMENTS": playlist.hasIndependentSegments = true
        case "EXT-X-START": playlist.start = try PlaylistStart(tag, limits: limits)
        case "EXT-X-STREAM-INF": try takeVariant(tag)
        case "EXT-X-MEDIA": try takeRendition(tag)
        case "EXT-X-DEFINE": throw .unsupported("EXT-X-DEFINE", line: tag.line)
        default: break
        }
    }

    private mutating func takeVariant(_ tag: PlaylistTag) throws(PlaylistError) {
        if let pending { throw .misplaced("a variant has no address", line: pending.line) }
        guard playlist.variants.count < limits.variants else {
            throw .tooMuch(of: "variants", limit: limits.variants, line: tag.line)
        }
        let attributes = try tag.attributes(limits: limits)
        guard let rate = try attributes.integer("BANDWIDTH") else {
            throw .missingAttribute("BANDWIDTH", tag: tag.name, line: tag.line)
        }
        var variant = VariantStream(uri: "", bandwidth: DataRate(bitsPerSecond: rate))
        variant.averageBandwidth = try attributes.integer("AVERAGE-BANDWIDTH").map(DataRate.init(bitsPerSecond:))
        variant.resolution = try Self.size(in: attributes)
        variant.frameRate = try attributes.seconds("FRAME-RATE").flatMap { FrameRate($0.seconds) }
        variant.codecs = (attributes.text("CODECS") ?? "").split(separator: ",").map {
            String($0.drop { $0 == " " })
        }.filter { !$0.isEmpty }
        variant.audioGroup = attributes.text("AUDIO")
        pending = (variant, tag.line)
    }

    private mutating func finishVariant(_ uri: String, line: Int) throws(PlaylistError) {
        guard var variant = pending?.variant else {
            throw .misplaced("an address has no EXT-X-STREAM-INF", line: line)
        }
        variant.uri = uri
        playlist.variants.append(variant)
        pending = nil
    }

    private mutating func takeRendition(_ tag: PlaylistTag) throws(PlaylistError) {
        guard playlist.renditions.count < limits.variants else {
            throw .tooMuch(of: "renditions", limit: limits.variants, line: tag.line)
        }
        let attributes = try tag.attributes(limits: limits)
        var rendition = try AlternativeRendition(
            kind: attributes.required("TYPE"),
            group: attributes.required("GROUP-ID"),
            name: attributes.required("NAME"),
            uri: attributes.text("URI")
        )
        rendition.isDefault = attributes.isYes("DEFAULT")
        rendition.language = attributes.text("LANGUAGE")
        playlist.renditions.append(rendition)
    }

    private static func size(in attributes: AttributeList) throws(PlaylistError) -> PixelSize? {
        guard let text = attributes.text("RESOLUTION") else { return nil }
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = PlaylistTag.integer(parts[0]), let height = PlaylistTag.integer(parts[1]),
            (1...65_535).contains(width), (1...65_535).contains(height)
        else { throw attributes.bad("RESOLUTION", needs: "a size, such as 1280x720") }
        return PixelSize(width: width, height: height)
    }
}
