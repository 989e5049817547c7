/// A piece of encoded sound as a container brought it; may cross threads.
public final class SoundUnit: Sendable {
    let packet: PacketOwner
    let track: SoundTrack

    init(packet: PacketOwner, track: SoundTrack) {
        self.packet = packet
        self.track = track
    }
}
