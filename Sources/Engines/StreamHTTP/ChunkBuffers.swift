internal import Fanout
internal import NIOCore

/// The newest pieces as NIO's buffers, so that all viewers of an event loop share one copy of each.
struct ChunkBuffers {
    private static let capacity = 128
    private var slots: [(sequence: Int, buffer: ByteBuffer)?] = Array(repeating: nil, count: capacity)

    /// The buffer of a piece, made at its first use.
    mutating func buffer(of chunk: MediaChunk, sequence: Int) -> ByteBuffer {
        let index = sequence % Self.capacity
        if let slot = slots[index], slot.sequence == sequence {
            return slot.buffer
        }
        let buffer = ByteBuffer(bytes: chunk.bytes)
        slots[index] = (sequence, buffer)
        return buffer
    }
}
