import LabModel
import LabTesting

/// A run made at random whose truth is known frame by frame: frames are lost, unreadable, repeated, shown again and
/// swapped, and the measured stretch begins and ends anywhere.
struct RandomRun {
    /// One picture, in the order of decoding.
    struct Picture {
        var number: Int
        var isReadable: Bool
        var atMs: Double
        var presentedMs: Double
    }

    var pictures: [Picture] = []
    /// Sent in the measured stretch.
    let measured: Range<Int>
    let drainedMs: Double

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 40...120, using: &random)
        let start = Int.random(in: 0...10, using: &random)
        let end = Int.random(in: start + 20...count, using: &random)
        measured = start..<end
        drainedMs = Double(count) * 40 + 1_000
        let hasUnreadable = Bool.random(using: &random)
        let edges = hasUnreadable ? [start - 1, start, end - 1, end] : [start + 10]
        for number in 0..<count {
            let fate = edges.contains(number) ? 99 : Int.random(in: 0..<100, using: &random)
            add(number, fate: fate, hasUnreadable: hasUnreadable)
        }
        if !hasUnreadable, Bool.random(using: &random) {
            pictures.removeLast(Int.random(in: 0..<20, using: &random))
        }
        spread(using: &random)
    }

    private mutating func add(_ number: Int, fate: Int, hasUnreadable: Bool) {
        let presented = Double(number) * 40
        let picture = Picture(number: number, isReadable: true, atMs: 0, presentedMs: presented)
        switch fate {
        case 0..<10: break
        case 10..<16 where hasUnreadable:
            pictures.append(Picture(number: number, isReadable: false, atMs: 0, presentedMs: presented))
        case 16..<20:
            pictures += [picture, picture]
        case 20..<23:
            pictures.append(picture)
            if let older = pictures.dropLast(2).last(where: \.isReadable) {
                pictures.append(Picture(number: older.number, isReadable: true, atMs: 0, presentedMs: presented + 1))
            }
        case 23..<26 where !pictures.isEmpty:
            pictures.insert(picture, at: pictures.count - 1)
        default: pictures.append(picture)
        }
    }

    /// Decodes each picture after the one before, and after its frame was sent.
    private mutating func spread(using random: inout SeededGenerator) {
        var latest = 0.0
        for index in pictures.indices {
            let earliest = Double(pictures[index].number) * 40 + Double(Int.random(in: 1...60, using: &random))
            latest = max(latest + 1, earliest)
            pictures[index].atMs = latest
        }
    }

    var planted: Planted {
        var run = Planted()
        run.trace.join = Planted.at(ms: Double(measured.lowerBound) * 40 - 17)
        run.trace.end = Planted.at(ms: Double(measured.upperBound) * 40 - 23)
        run.trace.drained = Planted.at(ms: drainedMs)
        for picture in pictures {
            run.show(picture.number, delayMs: picture.atMs - Double(picture.number) * 40) { sample in
                sample.presentationTime = .milliseconds(picture.presentedMs)
                sample.stamp = picture.isReadable ? sample.stamp : nil
                sample.unreadable = picture.isReadable ? nil : .noCode
            }
        }
        return run
    }
}
