/// Which ways of a run go through a link: as `--link` says, once or twice.
///
/// `SPEC` is the way from the stream to the receiver, `push:SPEC` the one from the streamer to the provider. Several stand
/// in one text separated by blanks.
public struct LinkChoice: Hashable, Sendable {
    /// From the stream to the receiver; nil for the direct way.
    public var receiving: Link?
    /// From the streamer to the provider's ingest; nil for the direct way.
    public var pushing: Link?

    /// Before the link of the way to the provider.
    static let pushPrefix = "push:"

    /// The direct ways.
    public init() {}

    /// Reads what `--link` gave.
    ///
    /// - Parameters:
    ///   - text: one or two links, separated by blanks.
    ///   - isPushed: whether anything is pushed to a provider.
    ///   - random: what seeds are drawn from that the text does not give.
    /// - Throws: ``RelayError/wrongLink(_:_:)``.
    public init(
        _ text: String,
        isPushed: Bool,
        using random: inout some RandomNumberGenerator
    ) throws(RelayError) {
        let parts = text.split(whereSeparator: \.isWhitespace)
        guard !parts.isEmpty else { throw .wrongLink(text, .emptyPart) }
        for part in parts {
            let isPush = part.hasPrefix(Self.pushPrefix)
            let spec = isPush ? part.dropFirst(Self.pushPrefix.count) : part
            guard isPushed || !isPush else { throw .wrongLink(String(part), .nothingPushed) }
            let link = try LinkParser.link(spec, using: &random)
            guard (isPush ? pushing : receiving) == nil else {
                throw .wrongLink(String(part), .secondLink(isPush: isPush))
            }
            if isPush {
                pushing = link
            } else {
                receiving = link
            }
        }
    }
}
