internal import LabModel

/// Tells one maker whose codes take turns at several places from several players, each at a place of its own.
///
/// A code that takes turns is at one place alone, and the newest is here, then there. Players all show the same
/// frames: sooner or later a frame is seen at two places.
struct TurnTaking: Equatable, Sendable {
    private var seen: [Sighting] = []
    private var newest: [Sighting] = []
    /// Pictures in a row that showed only older ones.
    private var stale = 0
    /// Pictures for which a frame that was seen at two places still counts.
    private var doubt = 0

    /// Sightings that are kept, and pictures for which one at two places counts.
    static let memory = 64
    /// Of so many newest marks ``leastTurns`` must have been at another place than the one before.
    static let newestKept = 16
    /// See ``newestKept``.
    static let leastTurns = 3

    /// Whether what was seen is one maker's, who changes places.
    var isShown: Bool {
        let turns = zip(newest, newest.dropFirst()).count { !$1.isAt($0.box) }
        return !isRefuted && turns >= Self.leastTurns
    }

    /// Whether a frame was seen at two places.
    var isRefuted: Bool {
        doubt > 0
    }

    /// Notes the marks of one picture, the newest last.
    mutating func note(_ sightings: [Sighting]) {
        let isDoubtful = sightings.contains { one in
            (seen + sightings).contains { $0.stamp == one.stamp && !$0.isAt(one.box) }
        }
        doubt = isDoubtful ? Self.memory : max(doubt - 1, 0)
        seen = (seen + sightings.filter { !seen.contains($0) }).suffix(Self.memory)
        guard let last = sightings.last else { return }
        if newest.last.map({ last.stamp.isNewer(than: $0.stamp) }) ?? true {
            newest = (newest + [last]).suffix(Self.newestKept)
            stale = 0
        } else if newest.last?.stamp != last.stamp {
            // The newest may have been missed in this picture. If nothing newer comes, the stream began anew.
            stale += 1
            if stale >= Self.newestKept {
                newest = [last]
                stale = 0
            }
        }
    }
}
