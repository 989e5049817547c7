import LabModel
import Media

/// The bytes of a stretch in their order, from where a reader begins to where nothing more belongs to it.
final class StretchSource: ByteSource {
    private let line: MediaLine
    private let number: Int
    private(set) var arrival: WallTime?
    private(set) var isAtBoundary = false

    init(line: MediaLine, number: Int) {
        self.line = line
        self.number = number
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        isAtBoundary = false
        switch line.read(number, into: buffer) {
        case .bytes(let count, let instant):
            arrival = instant
            return count
        case .boundary:
            isAtBoundary = true
            return 0
        case .end:
            return 0
        }
    }

    func interrupt() {
        line.interrupt()
    }
}
