/// How pictures leave a decoder.
public enum DecoderMode: String, Sendable, Hashable {
    /// At once, in decoding order, which is also presentation order.
    case lowDelay = "low_delay"
    /// In presentation order, after the pictures that were decoded earlier and are shown later.
    case reordering
}
