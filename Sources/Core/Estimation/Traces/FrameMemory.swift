import LabModel

/// Finds the row in which a frame was received first.
///
/// Nearly all frames come in order: those are a list that is ascending by itself; only the others need a table.
struct FrameMemory {
    /// Rows whose frame had a higher number than all before, hence ascending by number.
    private var highs: [Int32] = []
    /// Rows of the frames that came after one with a higher number.
    private var late: [FrameNumber: Int32] = [:]

    /// Makes a memory of nothing, with room for so many rows.
    init(capacity: Int) {
        highs.reserveCapacity(capacity)
    }

    /// Notes the next row's frame.
    /// - Parameters:
    ///   - frame: Its number.
    ///   - samples: The rows so far, this one left out.
    /// - Returns: The first row of the same frame; nil where this is it.
    /// - Complexity: O(1) for a new highest number, else O(log n).
    mutating func note(_ frame: FrameNumber, after samples: [Sample]) -> Int? {
        let row = Int32(samples.count)
        guard let highest = highs.last, frame <= number(highest, samples) else {
            highs.append(row)
            return nil
        }
        let place = highs.firstIndex(fromSorted: { number($0, samples) >= frame })
        if number(highs[place], samples) == frame {
            return Int(highs[place])
        }
        if let known = late[frame] {
            return Int(known)
        }
        late[frame] = row
        return nil
    }

    private func number(_ row: Int32, _ samples: [Sample]) -> FrameNumber {
        samples[Int(row)].stamp?.number ?? 0
    }
}
