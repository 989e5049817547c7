internal import LabModel

/// A foreign mark that a scan found.
struct ForeignFinding: Equatable, Sendable {
    /// Who made it.
    var kind: MarkKind
    /// What it says.
    var stamp: FrameStamp
    /// Where it is, in pixels of the picture.
    var box: PixelBox
    /// Pixels a module, roughly.
    var modulePixels: Double

    /// What several marks in one picture say together.
    enum Choice: Equatable {
        /// Nothing was found.
        case none
        /// This one counts.
        case one(ForeignFinding)
        /// They contradict one another.
        case several
    }

    /// Frames, and nanoseconds, that two pictures may lie apart which a camera shows at once.
    private static let blend: Int64 = 8
    private static let blendTime: Int64 = 500_000_000

    /// Chooses the newest of those that one exposure of a camera may show together.
    ///
    /// A code may be seen twice, by its maker's changing places: the one before fading, and the new one. The new one is
    /// what the picture shows. Marks further apart are two players.
    static func choose(_ findings: [ForeignFinding]) -> Choice {
        guard let first = findings.first else { return .none }
        let newest = findings.dropFirst().reduce(first) { $1.stamp.isNewer(than: $0.stamp) ? $1 : $0 }
        return findings.allSatisfy { isNear($0, newest) } ? .one(newest) : .several
    }

    private static func isNear(_ one: ForeignFinding, _ other: ForeignFinding) -> Bool {
        guard one.kind == other.kind else { return false }
        if let first = one.stamp.number?.rawValue, let second = other.stamp.number?.rawValue,
            abs(Int64(first) - Int64(second)) > blend
        {
            return false
        }
        guard let first = one.stamp.time?.nanoseconds, let second = other.stamp.time?.nanoseconds else { return true }
        let (apart, isTooLarge) = first.subtractingReportingOverflow(second)
        return !isTooLarge && apart.magnitude <= blendTime.magnitude
    }
}
