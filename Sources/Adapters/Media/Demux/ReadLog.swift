internal import LabModel

/// Which read brought which bytes, and when: the newest reads of a source, at most `capacity`.
struct ReadLog {
    private struct Read {
        var end: Int
        var instant: WallTime
    }

    private let capacity: Int
    private var reads: [Read] = []
    private var oldest = 0
    /// The offset just after the newest byte.
    private(set) var end = 0
    /// The offset below which nothing is known any more.
    private var start = 0

    init(capacity: Int = 4_096) {
        self.capacity = capacity
        reads.reserveCapacity(capacity)
    }

    /// Notes that a read brought `count` more bytes.
    mutating func append(count: Int, at instant: WallTime) {
        end += count
        let read = Read(end: end, instant: instant)
        if reads.count < capacity {
            reads.append(read)
        } else {
            start = reads[oldest].end
            reads[oldest] = read
            oldest = (oldest + 1) % capacity
        }
    }

    /// Forgets all and goes on at another offset.
    mutating func jump(to offset: Int) {
        reads.removeAll(keepingCapacity: true)
        oldest = 0
        start = offset
        end = offset
    }

    /// When the byte before `offset` was read; nil where it is not known any more or has not come.
    func instant(ofEnd offset: Int) -> WallTime? {
        guard offset > start, offset <= end else { return nil }
        return reads[slot(firstEnding: offset)].instant
    }

    /// When each of the bytes from `range.lowerBound` to `range.upperBound` was read.
    func points(in range: Range<Int>) -> ArrivalPoints {
        var points = ArrivalPoints()
        guard range.lowerBound >= start, range.upperBound <= end, !range.isEmpty else { return points }
        for index in logical(firstEnding: range.lowerBound + 1)..<reads.count {
            let read = reads[(oldest + index) % reads.count]
            points.append(end: min(read.end, range.upperBound) - range.lowerBound, instant: read.instant)
            if read.end >= range.upperBound { break }
        }
        return points
    }

    private func slot(firstEnding offset: Int) -> Int {
        (oldest + logical(firstEnding: offset)) % reads.count
    }

    /// The index, counted from the oldest read, of the first read that ends at or after `offset`.
    private func logical(firstEnding offset: Int) -> Int {
        var low = 0
        var high = reads.count - 1
        while low < high {
            let middle = (low + high) / 2
            if reads[(oldest + middle) % reads.count].end >= offset {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low
    }
}
