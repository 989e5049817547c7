public import LabModel

/// Pairs beeps that were heard with the pictures of the frames that they were made with.
///
/// Frames' numbers come from their marks, and the frame rate, which says which frames have a beep, from their presentation
/// times. One pair alone may be chance: pairs count from the third on that follow each other and agree, and then all of
/// them.
public struct BeepPairing: Sendable {
    /// Pairs in a row that must agree.
    static let proof = 3
    /// How far one pair may be from the one before.
    static let agreement = Latency.milliseconds(10)
    /// How many times the way from beep to beep picture and sound may be apart; less than half of what the tones can tell.
    static let reach = 3
    /// Pictures that are remembered, and beeps that wait for their picture.
    static let pictureLimit = 2_048
    static let beepLimit = 64

    private struct Shown {
        var number: FrameNumber
        var time: Latency
        var decoded: WallTime
    }

    private var pictures: [Shown] = []
    private var period = FramePeriod()
    private var beeps: [HeardBeep] = []
    private var chain: [AVOffset] = []

    /// Makes one that knows nothing.
    public init() {}

    /// Takes a picture whose mark was read, in the order of decoding.
    /// - Parameters:
    ///   - number: its frame's number.
    ///   - time: its presentation time.
    ///   - decoded: when it was decoded.
    /// - Returns: the pairs that are now sure, in order.
    public mutating func saw(_ number: FrameNumber, at time: Latency, decoded: WallTime) -> [AVOffset] {
        if let last = pictures.last {
            guard number != last.number else { return [] }
            guard number > last.number, time > last.time else {
                reset()
                return saw(number, at: time, decoded: decoded)
            }
        }
        period.add(number, at: time)
        pictures.append(Shown(number: number, time: time, decoded: decoded))
        if pictures.count > Self.pictureLimit {
            pictures.removeFirst(Self.pictureLimit / 2)
        }
        return pair()
    }

    /// Takes a beep.
    /// - Returns: the pairs that are now sure, in order.
    public mutating func heard(_ beep: HeardBeep) -> [AVOffset] {
        beeps.append(beep)
        beeps.removeFirst(max(0, beeps.count - Self.beepLimit))
        return pair()
    }

    /// Forgets everything: what follows has another time line.
    public mutating func reset() {
        self = BeepPairing()
    }

    private mutating func pair() -> [AVOffset] {
        guard !beeps.isEmpty, let newest = pictures.last, let period = period.seconds else { return [] }
        let spacing = BeepScheme.spacing(framesPerSecond: 1 / period)
        let reach = Latency.seconds(Double(Self.reach * spacing) * period)
        var sure: [AVOffset] = []
        while let beep = beeps.first {
            if let picture = picture(of: beep, spacing: spacing, reach: reach) {
                beeps.removeFirst()
                sure += add(
                    AVOffset(
                        number: picture.number,
                        decoded: picture.decoded,
                        picture: picture.time,
                        sound: beep.onset
                    ),
                    spacing: spacing
                )
            } else if newest.time > beep.onset + reach {
                beeps.removeFirst()
                chain = []
            } else {
                break
            }
        }
        return sure
    }

    private func picture(of beep: HeardBeep, spacing: Int, reach: Latency) -> Shown? {
        pictures.last { picture in
            let distance = abs((picture.time - beep.onset).nanoseconds)
            return distance <= reach.nanoseconds
                && BeepScheme.tone(of: picture.number, spacing: spacing) == beep.tone
        }
    }

    private mutating func add(_ pair: AVOffset, spacing: Int) -> [AVOffset] {
        guard let last = chain.last, pair.number > last.number,
            Int(pair.number.rawValue - last.number.rawValue) <= Self.reach * spacing,
            abs((pair.offset - last.offset).nanoseconds) <= Self.agreement.nanoseconds
        else {
            chain = [pair]
            return []
        }
        chain.append(pair)
        if chain.count > Self.proof {
            chain.removeFirst()
            return [pair]
        }
        return chain.count == Self.proof ? chain : []
    }
}
