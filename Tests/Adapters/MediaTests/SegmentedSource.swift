import LabModel
import Media

/// Bytes that were fetched ahead: all can be read at once, each piece came at an instant of its own, and segments end.
final class SegmentedSource: ByteSource {
    enum Item {
        case piece([UInt8], at: WallTime)
        case boundary
    }

    private var items: ArraySlice<Item>
    private(set) var arrival: WallTime?
    private(set) var isAtBoundary = false
    /// Boundaries that were read.
    private(set) var boundaries = 0

    init(_ items: [Item]) {
        self.items = items[...]
    }

    /// Bytes in pieces of `size`, a millisecond apart.
    static func pieces(_ bytes: [UInt8], of size: Int, from start: WallTime) -> [Item] {
        stride(from: 0, to: bytes.count, by: size).map { offset in
            .piece(
                Array(bytes[offset..<min(bytes.count, offset + size)]),
                at: start + .milliseconds(Double(offset / size))
            )
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        isAtBoundary = false
        switch items.first {
        case nil:
            return 0
        case .boundary:
            items.removeFirst()
            isAtBoundary = true
            boundaries += 1
            return 0
        case .piece(let bytes, let instant):
            items.removeFirst()
            if bytes.count > buffer.count {
                items = [.piece(Array(bytes[buffer.count...]), at: instant)] + items
            }
            buffer.copyBytes(from: bytes.prefix(buffer.count))
            arrival = instant
            return min(bytes.count, buffer.count)
        }
    }

    func interrupt() {}
}
