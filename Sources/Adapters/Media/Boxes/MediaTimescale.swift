/// The unit of the times in a fragmented MP4, read from its header.
public enum MediaTimescale {
    /// Reads it.
    /// - Parameter header: an `ftyp` and a `moov` box, whose first track is the pictures'.
    /// - Returns: units a second, at least 1; nil where the header does not tell.
    public static func of(header: [UInt8]) -> Int? {
        guard let box = BoxSearch.contents(of: ["moov", "trak", "mdia", "mdhd"], in: header),
            let version = BoxSearch.integer(8, at: box.lowerBound, in: header, before: box.upperBound)
        else { return nil }
        // Behind version and flags stand two instants, of 64 bits in version 1, else of 32.
        let offset = box.lowerBound + 4 + (version == 1 ? 16 : 8)
        let timescale = BoxSearch.integer(32, at: offset, in: header, before: box.upperBound)
        return timescale.flatMap { $0 > 0 ? Int($0) : nil }
    }
}
