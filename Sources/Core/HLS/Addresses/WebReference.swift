/// What a playlist says about where something is, made an address: RFC 3986, section 5.
public enum WebReference {
    /// The address that a reference means.
    /// - Parameters:
    ///   - reference: an address, or a part of one such as `../low/s1.m4s` or `?part=2`.
    ///   - base: the absolute address of the playlist it stands in.
    /// - Throws: ``PlaylistError/badAddress(_:)``, or ``PlaylistError/forbiddenScheme(_:)`` unless it is http or https.
    public static func resolve(_ reference: String, against base: String) throws(PlaylistError) -> String {
        throw .badAddress(reference)
    }
}
