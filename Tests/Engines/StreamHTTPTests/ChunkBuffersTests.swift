import Fanout
import LabModel
import NIOCore
import Testing

@testable import StreamHTTP

@Suite("Chunk buffers")
struct ChunkBuffersTests {
    private static func chunk(_ number: UInt8) -> MediaChunk {
        MediaChunk(
            bytes: Array(repeating: number, count: 100),
            isKeyframe: false,
            frame: FrameNumber(UInt32(number)),
            instant: MonotonicTime(nanoseconds: 0)
        )
    }

    /// Where a buffer's bytes stand.
    private static func address(_ buffer: ByteBuffer) -> UnsafeRawPointer? {
        buffer.withUnsafeReadableBytes { $0.baseAddress }
    }

    @Test("all viewers of a loop share one copy of a piece")
    func sharing() {
        var buffers = ChunkBuffers()
        let first = buffers.buffer(of: Self.chunk(1), sequence: 1)
        let again = buffers.buffer(of: Self.chunk(1), sequence: 1)
        #expect(Self.address(first) == Self.address(again))
        #expect(Array(buffer: first) == Self.chunk(1).bytes)
    }

    @Test("the newest 128 pieces are kept; an older one is made anew, never mistaken for another")
    func recycling() {
        var buffers = ChunkBuffers()
        let first = buffers.buffer(of: Self.chunk(0), sequence: 0)
        for number in 1..<300 {
            let piece = Self.chunk(UInt8(truncatingIfNeeded: number))
            #expect(Array(buffer: buffers.buffer(of: piece, sequence: number)) == piece.bytes)
        }
        let again = buffers.buffer(of: Self.chunk(0), sequence: 0)
        #expect(Array(buffer: again) == Self.chunk(0).bytes && Self.address(again) != Self.address(first))
    }
}
