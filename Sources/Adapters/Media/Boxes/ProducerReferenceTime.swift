public import LabModel

/// Says when the first picture of the fragment behind it was made: the box `prft` of ISO/IEC 14496-12, version 1.
///
/// libav writes such a box too, but from times in microseconds; this one is exact to the nanosecond.
public struct ProducerReferenceTime: Hashable, Sendable {
    /// The track that the time is about.
    public var trackID: UInt32
    /// When the picture was captured; here: when its drawing began.
    public var time: NTPTimestamp
    /// The picture's decoding time in the track's own units.
    public var mediaTime: UInt64

    /// Flags 24: the time is that of what is shown, with a constant and ideally no offset.
    private static let captured: UInt32 = 24
    private static let size: UInt32 = 32

    /// Makes the time of a fragment; nil when the bytes hold no fragment.
    /// - Parameters:
    ///   - fragment: a `moof` box with one track, whose first picture is meant, and what follows it.
    ///   - time: when that picture was made.
    public init?(fragment: [UInt8], time: WallTime) {
        guard let head = BoxSearch.contents(of: ["moof", "traf", "tfhd"], in: fragment),
            let trackID = BoxSearch.integer(32, at: head.lowerBound + 4, in: fragment, before: head.upperBound),
            let start = BoxSearch.contents(of: ["moof", "traf", "tfdt"], in: fragment),
            let version = BoxSearch.integer(8, at: start.lowerBound, in: fragment, before: start.upperBound),
            let mediaTime = BoxSearch.integer(
                version == 1 ? 64 : 32,
                at: start.lowerBound + 4,
                in: fragment,
                before: start.upperBound
            )
        else { return nil }
        self.trackID = UInt32(truncatingIfNeeded: trackID)
        self.time = NTPTimestamp(time)
        self.mediaTime = mediaTime
    }

    /// Reads the first such box; nil when there is none of version 1.
    /// - Parameter bytes: whole boxes, one after the other.
    public init?(reading bytes: [UInt8]) {
        guard let box = BoxSearch.contents(of: ["prft"], in: bytes),
            BoxSearch.integer(8, at: box.lowerBound, in: bytes, before: box.upperBound) == 1,
            let trackID = BoxSearch.integer(32, at: box.lowerBound + 4, in: bytes, before: box.upperBound),
            let time = BoxSearch.integer(64, at: box.lowerBound + 8, in: bytes, before: box.upperBound),
            let mediaTime = BoxSearch.integer(64, at: box.lowerBound + 16, in: bytes, before: box.upperBound)
        else { return nil }
        self.trackID = UInt32(truncatingIfNeeded: trackID)
        self.time = NTPTimestamp(rawValue: time)
        self.mediaTime = mediaTime
    }

    /// The box's 32 bytes, to be sent right before the fragment.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(Self.size))
        Self.append(Self.size, to: &bytes)
        bytes += Array("prft".utf8)
        Self.append(1 << 24 | Self.captured, to: &bytes)
        Self.append(trackID, to: &bytes)
        Self.append(time.rawValue, to: &bytes)
        Self.append(mediaTime, to: &bytes)
        return bytes
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
