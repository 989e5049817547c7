import LabModel
import Media

/// The bytes of a stretch in their order, from where a reader begins to where nothing more belongs to it.
final class StretchSource: ByteSource {
    private let line: MediaLine
    private let number: Int
    private(set) var arrival: WallTime?
    private(set) var isAtBoundary = false
    /// When bytes came, taken together where they are less than a stall apart.
    private(set) var heard: [TimeGap] = []
    private let stall: Latency

    init(line: MediaLine, number: Int, stall: Latency) {
        self.line = line
        self.number = number
        self.stall = stall
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        isAtBoundary = false
        switch line.read(number, into: buffer) {
        case .bytes(let count, let instant):
            arrival = instant
            note(instant)
            return count
        case .boundary:
            isAtBoundary = true
            return 0
        case .end:
            return 0
        }
    }

    private func note(_ instant: WallTime) {
        if let last = heard.last, instant - last.end < stall || heard.count == Self.maximumHeard {
            heard[heard.count - 1].end = max(last.end, instant)
        } else {
            heard.append(TimeGap(start: instant, end: instant))
        }
    }

    /// The most stretches of time that are told apart.
    private static let maximumHeard = 1_000

    func interrupt() {
        line.interrupt()
    }
}
