internal import LabModel

/// When the bytes of a packet arrived: up to which offset in it, at which instant.
struct ArrivalPoints: Equatable {
    struct Point: Equatable {
        var end: Int
        var instant: WallTime
    }

    fileprivate(set) var points: [Point] = []

    /// Adds bytes up to `end`, an offset not below the last one's.
    mutating func append(end: Int, instant: WallTime) {
        if let last = points.indices.last, points[last].instant == instant {
            points[last].end = end
        } else {
            points.append(Point(end: end, instant: instant))
        }
    }

    /// When the byte before `offset` arrived; nil where nothing is known.
    func instant(ofEnd offset: Int) -> WallTime? {
        (points.first { $0.end >= offset } ?? points.last)?.instant
    }

    /// The same, with every offset `count` higher.
    func shifted(by count: Int) -> ArrivalPoints {
        var moved = self
        for index in moved.points.indices {
            moved.points[index].end += count
        }
        return moved
    }
}

extension ArrivalPoints {
    /// Forgets the first `count` bytes; what follows begins at offset 0.
    mutating func drop(below count: Int) {
        points.removeAll { $0.end <= count }
        for index in points.indices {
            points[index].end -= count
        }
    }
}
