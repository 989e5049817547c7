internal import CFFmpeg

/// Owns one libav packet; immutable once shared.
final class PacketOwner: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<AVPacket>

    private init(_ pointer: UnsafeMutablePointer<AVPacket>) {
        self.pointer = pointer
    }

    deinit {
        var packet: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&packet)
    }

    /// An empty packet, to be filled by libav.
    static func make() throws(MediaError) -> PacketOwner {
        guard let pointer = av_packet_alloc() else { throw .outOfMemory(what: "a packet") }
        return PacketOwner(pointer)
    }

    /// A packet with a copy of bytes and the padding that decoders want behind them.
    static func copying(_ bytes: UnsafeRawBufferPointer) throws(MediaError) -> PacketOwner {
        let packet = try make()
        guard av_new_packet(packet.pointer, Int32(clamping: bytes.count)) >= 0, let data = packet.pointer.pointee.data
        else { throw .outOfMemory(what: "a packet") }
        UnsafeMutableRawBufferPointer(start: data, count: bytes.count).copyBytes(from: bytes)
        return packet
    }

    var size: Int { Int(pointer.pointee.size) }

    /// Which of the container's streams it belongs to.
    var streamIndex: Int { Int(pointer.pointee.stream_index) }

    func withBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
        body(UnsafeRawBufferPointer(start: pointer.pointee.data, count: size))
    }
}
