public import LabModel

/// A line of a sweep, or one provider's part of it, that has no number, or a run beside its result that died.
public struct SweepFailure: Hashable, Sendable, Encodable {
    /// What became of it.
    public enum Kind: String, Hashable, Sendable, Encodable, CaseIterable {
        /// The stream stopped before its time, or the run failed.
        case died
        /// No mark was read.
        case noMark = "no_mark"
        /// It was interrupted and never measured to its end.
        case interrupted
        /// It was tried, and left no run; where it is replaced, another attempt at the line was measured.
        case failed
        /// There is no run of it.
        case missing
        /// The streamer was overloaded.
        case streamerOverloaded = "streamer_overloaded"
        /// Media came past the link.
        case linkBypassed = "link_bypassed"
        /// The size of the picture changed midway, or is not that of the other runs of these settings.
        case differentSizes = "different_sizes"
        /// The number is not known, or is of too few frames.
        case noNumber = "no_number"

        /// Whether the settings may be why: of such settings no other run's number is taken either, for only what went
        /// well would be seen.
        var speaksOfSettings: Bool {
            switch self {
            case .interrupted, .missing: false
            case .died, .failed, .noMark, .streamerOverloaded, .linkBypassed, .differentSizes, .noNumber: true
            }
        }
    }

    /// The line's number in its inputs file, from 1; nil where the run does not say.
    @OrNull public var line: Int?
    /// The run's name, with `@` and its attempt where that is not the first; nil for a line that is only a number.
    @OrNull public var name: String?
    /// Under which provider; nil where there is no run.
    @OrNull public var provider: String?
    /// Its settings as they vary in the sweep, by the factors' names; empty where nobody knows.
    public var settings: [String: String]
    /// What became of it.
    public var kind: Kind
    /// Why, as a clause without a full stop.
    public var reason: String
    /// Whether another attempt stands for the line, so that this one costs no number.
    public var isReplaced: Bool

    init(line: Int?, name: String?, provider: String?, settings: [String: String], trouble: Trouble) {
        (self.settings, kind, reason, isReplaced) = (settings, trouble.kind, trouble.reason, false)
        (self.line, self.name, self.provider) = (line, name, provider)
    }

    private enum CodingKeys: String, CodingKey {
        case line, name, provider, settings, kind, reason
        case isReplaced = "is_replaced"
    }
}
