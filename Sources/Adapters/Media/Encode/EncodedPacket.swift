public import LabModel

/// One encoded picture.
public final class EncodedPacket: Sendable {
    /// Whether decoding can start here.
    public let isKeyframe: Bool
    /// The encoded bytes' number.
    public let size: ByteCount
    /// The picture's presentation time in frame periods, as it was given to the encoder.
    public let index: Int64

    let owner: PacketOwner

    init(isKeyframe: Bool, index: Int64, owner: PacketOwner) {
        self.isKeyframe = isKeyframe
        self.size = ByteCount(owner.size)
        self.index = index
        self.owner = owner
    }

    /// A copy of the encoded bytes, as the encoder made them.
    public func copyBytes() -> [UInt8] {
        owner.withBytes { Array($0) }
    }
}
