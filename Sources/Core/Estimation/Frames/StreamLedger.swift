import LabModel

/// The frames of one stream id: which were seen, and which were sent in the measured stretch.
struct StreamLedger {
    /// Numbers between two frames that belong to different epochs: a gap in time, in which nothing counts as dropped.
    struct Hole {
        var after: Int64
        var before: Int64
    }

    let streamID: StreamID
    /// Frames seen, each once, by ascending number, those outside the measured stretch included.
    var seen: [SeenFrame] = []
    /// Ascending, none overlapping.
    var holes: [Hole] = []
    /// When its frames were stamped.
    var sendTimes = SendTimes(known: [], period: nil)
    /// The first frame of the measured stretch.
    var first: Int64 = 0
    /// The last one; below ``first`` where it has none.
    var last: Int64 = -1

    private var highest: SeenFrame?
    private var highestEpoch: UInt16 = 0

    init(streamID: StreamID) {
        self.streamID = streamID
    }

    /// Notes a picture's mark, in the order of decoding.
    mutating func append(_ frame: SeenFrame, epoch: UInt16) {
        seen.append(frame)
        if let highest {
            guard frame.number > highest.number else { return }
            if epoch != highestEpoch {
                holes.append(Hole(after: highest.number, before: frame.number))
            }
        }
        highest = frame
        highestEpoch = epoch
    }

    /// Sorts the frames seen and keeps the first picture of each.
    /// - Parameter again: Is told the sample of every further picture.
    mutating func settle(again: (Int) -> Void) {
        var isAscending = true
        for index in seen.indices.dropFirst() where seen[index - 1].number >= seen[index].number {
            isAscending = false
            break
        }
        guard !isAscending else { return }
        seen.sort { ($0.number, $0.index) < ($1.number, $1.index) }
        var kept = 0
        for index in seen.indices {
            if index > 0, seen[index].number == seen[kept].number {
                again(seen[index].index)
            } else {
                kept = index == 0 ? 0 : kept + 1
                seen[kept] = seen[index]
            }
        }
        seen.removeLast(seen.count - kept - 1)
    }

    /// How many numbers of a range no picture showed; the range may be empty.
    func missing(from low: Int64, through high: Int64) -> Int {
        guard low <= high else { return 0 }
        let start = seen.firstIndex(fromSorted: { $0.number >= low })
        let end = seen.firstIndex(fromSorted: { $0.number > high })
        return Int(high - low + 1) - (end - start)
    }

    /// How many numbers of the measured stretch lie in holes and were not seen.
    var missingInHoles: Int {
        holes.reduce(0) { $0 + missing(from: max($1.after + 1, first), through: min($1.before - 1, last)) }
    }

    private func isHole(after low: Int64, before high: Int64) -> Bool {
        let index = holes.firstIndex(fromSorted: { $0.before >= high })
        return index < holes.count && holes[index].after <= low
    }

    /// Calls for every run of numbers of the measured stretch that were sent and not seen, but for those above the
    /// highest seen.
    func forEachGap(_ body: (ClosedRange<Int64>) -> Void) {
        guard first <= last, let lowest = seen.first else { return }
        if first < lowest.number {
            body(first...min(last, lowest.number - 1))
        }
        for index in seen.indices.dropFirst() {
            let before = seen[index - 1].number
            let after = seen[index].number
            guard after - before > 1 else { continue }
            let low = max(before + 1, first)
            let high = min(after - 1, last)
            if low <= high, !isHole(after: before, before: after) {
                body(low...high)
            }
        }
    }

    /// How many frames of the measured stretch lie above the highest seen.
    var missingAtEnd: Int {
        guard let top = seen.last else { return 0 }
        return Int(max(0, last - max(top.number, first - 1)))
    }

    /// Whether a frame that was not seen counts as sent in the measured stretch.
    func isExpectedUnseen(_ number: Int64) -> Bool {
        first <= number && number <= last && !isHole(after: number, before: number)
    }
}
