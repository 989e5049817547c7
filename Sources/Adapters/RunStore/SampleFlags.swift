import LabModel

/// The first two bytes of a sample record: what is there, what the frame was, and why its mark was unreadable.
struct SampleFlags: OptionSet, Hashable {
    let rawValue: UInt16

    static let decoded = SampleFlags(rawValue: 1 << 0)
    static let backlog = SampleFlags(rawValue: 1 << 1)
    static let repeated = SampleFlags(rawValue: 1 << 2)
    static let keyframe = SampleFlags(rawValue: 1 << 3)
    static let stamp = SampleFlags(rawValue: 1 << 4)
    static let number = SampleFlags(rawValue: 1 << 5)
    static let time = SampleFlags(rawValue: 1 << 6)
    static let arrival = SampleFlags(rawValue: 1 << 7)
    static let presentationTime = SampleFlags(rawValue: 1 << 8)
    static let clockOffset = SampleFlags(rawValue: 1 << 9)
    static let clockErrorBound = SampleFlags(rawValue: 1 << 10)

    /// What bits 11 to 13 say: the cause's place in this list plus one, 0 where there is none.
    ///
    /// The order never changes.
    private static let causes: [UnreadableCause] = [.noCode, .crc, .torn, .implausible]

    init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// The flags of a sample.
    init(_ sample: Sample) {
        var bits: UInt16 = 0
        func set(_ flag: SampleFlags, _ isSet: Bool) {
            bits |= isSet ? flag.rawValue : 0
        }
        set(.decoded, sample.decoded != nil)
        set(.backlog, sample.isBacklog)
        set(.repeated, sample.isRepeated)
        set(.keyframe, sample.isKeyframe)
        set(.stamp, sample.stamp != nil)
        set(.number, sample.stamp?.number != nil)
        set(.time, sample.stamp?.time != nil)
        set(.arrival, sample.arrival != nil)
        set(.presentationTime, sample.presentationTime != nil)
        set(.clockOffset, sample.clockOffset != nil)
        set(.clockErrorBound, sample.clockErrorBound != nil)
        rawValue = bits | Self.code(of: sample.unreadable) << 11
    }

    /// Why the mark was unreadable; nil where it was read or there was none.
    var unreadable: UnreadableCause? {
        let code = Int(rawValue >> 11)
        return Self.causes.indices.contains(code - 1) ? Self.causes[code - 1] : nil
    }

    /// Whether some sample has these flags.
    var isValid: Bool {
        rawValue >> 11 <= Self.causes.count
            && (contains(.stamp) || isDisjoint(with: [.number, .time]))
    }

    private static func code(of cause: UnreadableCause?) -> UInt16 {
        switch cause {
        case nil: 0
        case .noCode: 1
        case .crc: 2
        case .torn: 3
        case .implausible: 4
        }
    }
}
