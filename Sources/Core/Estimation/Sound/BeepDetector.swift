public import LabModel

/// Finds a streamer's beeps in sound, and when they begin.
///
/// Only what is like a beep in every way counts: a single tone of ``BeepScheme``, out of quiet, as long as a beep, into
/// quiet. Music and noise are none. The onset comes from the energy of the whole beep, so what a lossy codec smears at its
/// edges does not move it.
public struct BeepDetector: Sendable {
    /// Blocks a second; loudness is judged by block.
    static let blocksPerSecond = 200
    /// Blocks that must be quiet before a beep.
    static let blocksBefore = 20
    /// Blocks that must have come behind a beep's first before it is judged.
    static let blocksAfter = 32
    /// The least mean square of a beep: 50 dB below a full square wave.
    static let floor = 1e-5
    /// How far below the beep the sound before it must be: 20 dB.
    static let quiet = 0.01
    /// How far the sound of one stretch may begin from the end of the one before and still be its continuation.
    static let tolerance = Latency.milliseconds(2)

    private struct Anchor {
        var index: Int
        var time: Latency
    }

    private var rate = 0
    private var samples: [Float] = []
    private var energies: [Double] = []
    private var anchors: [Anchor] = []
    private var nextTime: Latency?
    /// The block to be judged next.
    private var judged = BeepDetector.blocksBefore

    /// Makes one that has heard nothing.
    public init() {}

    /// Takes the next stretch of sound.
    /// - Parameters:
    ///   - more: samples of one channel, from −1 to 1.
    ///   - time: when the first of them is presented, on the stream's own clock.
    ///   - rate: samples a second; below 8,000 and above 192,000 nothing is heard.
    /// - Returns: the beeps that are now sure, in order.
    public mutating func take(_ more: [Float], at time: Latency, rate: Int) -> [HeardBeep] {
        guard (8_000...192_000).contains(rate), !more.isEmpty else { return [] }
        let jump = nextTime.map { abs((time - $0).nanoseconds) } ?? 0
        if rate != self.rate || jump > Self.tolerance.nanoseconds {
            self = BeepDetector()
            self.rate = rate
        }
        anchors.append(Anchor(index: samples.count, time: time))
        samples += more
        nextTime = time + .seconds(Double(more.count) / Double(rate))
        measureBlocks()
        var beeps: [HeardBeep] = []
        while judged + Self.blocksAfter < energies.count {
            if let beep = judge(judged) {
                beeps.append(beep)
                judged += Self.blocksAfter / 2
            } else {
                judged += 1
            }
        }
        forget()
        return beeps
    }

    private var block: Int { rate / Self.blocksPerSecond }

    private mutating func measureBlocks() {
        while (energies.count + 1) * block <= samples.count {
            var sum: Float = 0
            let start = energies.count * block
            for index in start..<start + block {
                sum += samples[index] * samples[index]
            }
            energies.append(Double(sum) / Double(block))
        }
    }

    /// Keeps what the next judgement needs.
    private mutating func forget() {
        let surplus = judged - Self.blocksBefore
        guard surplus >= Self.blocksPerSecond else { return }
        energies.removeFirst(surplus)
        samples.removeFirst(surplus * block)
        judged -= surplus
        for index in anchors.indices {
            anchors[index].index -= surplus * block
        }
        let kept = anchors.lastIndex { $0.index <= 0 } ?? 0
        anchors.removeFirst(kept)
    }

    /// Whether a beep begins in a block, or just before it.
    private func judge(_ first: Int) -> HeardBeep? {
        let peak = energies[first..<first + Self.blocksBefore].max() ?? 0
        guard peak >= Self.floor, energies[first] >= peak / 4 else { return nil }
        // The block just before may hold the beep's first samples.
        let before = energies[first - Self.blocksBefore..<first - 1]
        guard before.reduce(0, +) / Double(before.count) <= Self.quiet * peak else { return nil }
        guard let tone = tone(from: (first + 2) * block) else { return nil }
        let start = (first - Self.blocksBefore / 2) * block
        let end = min(samples.count, (first + Self.blocksAfter) * block)
        let burst = BurstFit(Array(samples[start..<end]), frequency: BeepScheme.frequency(ofTone: tone), rate: rate)
        guard let onset = burst.onset else { return nil }
        return HeardBeep(tone: tone, onset: time(of: Double(start) + onset))
    }

    /// The tone that 50 ms of sound consist of; nil where they are anything else.
    private func tone(from start: Int) -> Int? {
        let end = start + rate / 20
        guard end <= samples.count else { return nil }
        let part = samples[start..<end]
        let energy = part.reduce(0) { $0 + Double($1) * Double($1) }
        return (0..<BeepScheme.tones).first { tone in
            let power = Goertzel.power(of: part, frequency: BeepScheme.frequency(ofTone: tone), rate: rate)
            return 2 * power >= 0.9 * energy * Double(part.count)
        }
    }

    private func time(of index: Double) -> Latency {
        let anchor = anchors.last { Double($0.index) <= index } ?? anchors[0]
        return anchor.time + .seconds((index - Double(anchor.index)) / Double(rate))
    }
}
