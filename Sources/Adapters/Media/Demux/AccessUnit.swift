public import LabModel

/// The encoded bytes of one picture, and when they arrived.
public final class AccessUnit: Sendable {
    /// Counts the units of one reader from 0 without a hole.
    public let sequence: Int
    /// When the read that delivered the last byte returned.
    public let arrival: WallTime
    /// When to show it, on the stream's own clock; nil where the container says nothing.
    public let presentationTime: Latency?
    /// When to decode it, on the stream's own clock; nil where the container says nothing.
    public let decodeTime: Latency?
    /// The encoded bytes' number.
    public let size: ByteCount
    /// Whether decoding can start here.
    public let isKeyframe: Bool

    let packet: PacketOwner

    init(sequence: Int, arrival: WallTime, times: UnitTimes, isKeyframe: Bool, packet: PacketOwner) {
        self.sequence = sequence
        self.arrival = arrival
        self.presentationTime = times.presentation
        self.decodeTime = times.decode
        self.size = ByteCount(packet.size)
        self.isKeyframe = isKeyframe
        self.packet = packet
    }

    /// A copy of the encoded bytes, as the container holds them.
    public func copyBytes() -> [UInt8] {
        packet.withBytes { Array($0) }
    }
}

/// A unit's two times on the stream's own clock; nil where the container says nothing.
struct UnitTimes: Hashable, Sendable {
    var presentation: Latency?
    var decode: Latency?
}
