public import LabModel

/// A piece of encoded sound.
public final class SoundPacket: Sendable {
    /// When its first sample is presented, in samples from media time 0.
    public let position: Int64
    /// The encoded bytes' number.
    public let size: ByteCount

    let owner: PacketOwner

    init(position: Int64, owner: PacketOwner) {
        self.position = position
        self.size = ByteCount(owner.size)
        self.owner = owner
    }
}
