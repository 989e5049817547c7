public import LabModel

/// What can go wrong between bytes and pictures.
///
/// Addresses come without user names, passwords and query values.
public enum MediaError: LabError, Hashable {
    /// libav could not open it; `reason` is libav's own text.
    case cannotOpen(address: String, reason: String)
    /// The server answered with something else than the media; `status` such as `404 Not Found`.
    case refusedByServer(address: String, status: String)
    /// The server sent us on to another one, where nobody wanted that.
    case ledElsewhere(address: String, target: String)
    /// The address is a folder.
    case folder(address: String)
    /// Nothing here speaks that protocol.
    case unknownProtocol(address: String)
    /// The format hint names no format.
    case unknownFormat(hint: String)
    /// The bytes are something else than media; `found` such as `an HTML page`.
    case notMedia(address: String, found: String)
    /// A playlist of HLS, where nobody wanted libav to follow one.
    case playlist(address: String)
    /// It begins as a container does, and cannot be opened: cut off or damaged; `reason` is libav's own text.
    case damaged(address: String, format: String, reason: String)
    /// Media without video.
    case noVideo(address: String)
    /// The source ended before its first access unit.
    case empty(address: String)
    /// Nothing came within the limit, which is given in seconds; `doing` such as `opening the stream`.
    case timedOut(address: String, doing: String, seconds: Double)
    /// Somebody asked to stop.
    case cancelled
    /// The source broke; `reason` is its own text.
    case sourceFailed(address: String, reason: String)
    /// The document is longer than asked for.
    case tooLong(address: String, limit: Int)
    /// This build of libav lacks the codec.
    case codecMissing(codec: String, doing: String)
    /// A setting that the encoder does not take.
    case badSetting(name: String, value: String, reason: String)
    /// A decoder could not start or go on.
    case decoderFailed(codec: String, reason: String)
    /// An encoder could not start or go on.
    case encoderFailed(codec: String, reason: String)
    /// A container could not be begun or go on.
    case muxerFailed(format: String, reason: String)
    /// A picture could not be converted.
    case scalerFailed(reason: String)
    /// An address that nothing can be pushed to, as it is written.
    case badTarget(address: String, reason: String)
    /// The way to an address does not carry the codec; `format` is libav's name of the container.
    case notCarried(address: String, codec: String, format: String)
    /// The server's certificate does not show that it is who it should be: of another host, or signed by nobody trusted.
    case untrusted(address: String, isOtherHost: Bool)
    /// Sending broke; `reason` is libav's own text.
    case sendFailed(address: String, reason: String)
    /// The other side took nothing within the limit, which is given in seconds; `doing` such as `sending`.
    case sendTimedOut(address: String, doing: String, seconds: Double)
    /// No memory was left for it.
    case outOfMemory(what: String)
}
