/// The sound that a reader came across and nobody has taken yet.
struct SoundUnits {
    /// Half a minute of AAC.
    private static let limit = 1_500

    private var units: [SoundUnit] = []
    private var track: SoundTrack?

    /// Takes a packet of any stream; only the first stream of sound counts.
    mutating func add(_ packet: PacketOwner, from demuxer: Demuxer) throws(MediaError) {
        if track == nil {
            track = try demuxer.soundTrack(of: packet)
        }
        guard units.count < Self.limit, packet.size > 0, let track, packet.streamIndex == track.index else { return }
        units.append(SoundUnit(packet: packet, track: track))
    }

    mutating func takeAll() -> [SoundUnit] {
        defer { units = [] }
        return units
    }
}
