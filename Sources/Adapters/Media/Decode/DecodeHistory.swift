/// The units since the last keyframe, at most ``limit``, and which of them have given their picture.
///
/// They are what a decoder needs to begin again in another mode without losing or repeating a picture.
struct DecodeHistory {
    private static let limit = 300

    private var units: [AccessUnit] = []
    private var given: Set<Int> = []
    private var suppressed: Set<Int> = []
    private var highestSuppressed = -1

    mutating func keep(_ unit: AccessUnit) {
        if unit.isKeyframe || units.count >= Self.limit {
            units.removeAll(keepingCapacity: true)
            given.removeAll(keepingCapacity: true)
        }
        units.append(unit)
    }

    mutating func markGiven(_ pictures: [Picture]) {
        guard !units.isEmpty else { return }
        for picture in pictures {
            if let sequence = picture.sequence {
                given.insert(sequence)
            }
        }
    }

    /// Hands the history over and forgets it.
    mutating func take() -> (units: [AccessUnit], given: Set<Int>) {
        defer {
            units = []
            given = []
        }
        return (units, given)
    }

    /// Pictures that are out already and may still come out of the new decoder.
    mutating func suppress(_ sequences: Set<Int>) {
        suppressed = sequences
        highestSuppressed = sequences.max() ?? -1
    }

    /// Whether a picture is out already.
    mutating func isSuppressed(_ picture: Picture) -> Bool {
        guard !suppressed.isEmpty, let sequence = picture.sequence else { return false }
        if sequence > highestSuppressed + 64 {
            suppressed = []
        }
        return suppressed.contains(sequence)
    }
}
