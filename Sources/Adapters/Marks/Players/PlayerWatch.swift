internal import LabModel

/// Notices when pictures show several players, so that the marks of one are never taken for another's.
///
/// A reader follows one mark and would not see a second one. So whole pictures are looked at: the first ones, then
/// ever fewer, and each of them while there is doubt. What is seen is given here.
struct PlayerWatch: Sendable {
    /// What the pictures show.
    enum State: Equatable, Sendable {
        /// One player, or one that plays beside others that stand still.
        case one
        /// Several whose marks differ, or that cannot be told apart yet: a mark may be any player's.
        case several
    }

    private struct Player {
        var sighting: Sighting
        let first: FrameStamp
        var isMoving = false
        /// Looks that found it standing still.
        var stillLooks = 0
        /// Looks in a row that did not find it.
        var misses = 0
    }

    /// Pictures from one look to the next, at most: of a mark that lies where the lab draws it, so that the picture
    /// is a whole one and no part of it, and of any other.
    enum Pace: Int, Sendable {
        case whole = 4_096
        case part = 256
        case foreign = 64
    }

    /// After so many looks that do not find it a player is gone.
    static let patience = 16
    /// After so many looks at players that do not change, only one picture in ``settledInterval`` is looked at.
    static let greatestHaste = 64
    static let settledInterval = 8
    /// More players are not told apart.
    private static let greatestCount = 8

    private(set) var state = State.one
    private var players: [Player] = []
    private var differed = false
    private var turns = TurnTaking()
    private var interval = 1
    private var wait = 0
    /// Looks since there were several players.
    private var doubtfulLooks = 0

    /// Begins a picture that may be looked at; whether it should be.
    mutating func isDue() -> Bool {
        guard wait > 0 else { return true }
        wait -= 1
        return false
    }

    /// Forgets all: pictures have another size.
    mutating func reset() {
        self = PlayerWatch()
    }

    /// Whether a mark is that of a player which stands still beside one that plays.
    func isStill(_ sighting: Sighting) -> Bool {
        state == .one && players.count > 1
            && players.contains { !$0.isMoving && $0.first == sighting.stamp && $0.sighting.isAt(sighting.box) }
    }

    /// Notes a mark that may take turns with others, of a picture that is not looked at.
    mutating func noteTurn(_ sighting: Sighting) {
        guard state == .one else { return }
        turns.note([sighting])
    }

    /// Notes all marks of a picture, the newest last, and decides when to look again.
    /// - Parameters:
    ///   - sightings: the marks, each at a place of its own.
    ///   - pace: how often to look while there is one player.
    ///   - mayTakeTurns: whether these marks' maker may show one frame's and the next one's at different places.
    mutating func note(_ sightings: [Sighting], pace: Pace, mayTakeTurns: Bool = false) {
        if mayTakeTurns {
            turns.note(sightings)
        }
        assign(Array(sightings.prefix(Self.greatestCount)))
        guard players.count > 1 else {
            (state, differed, doubtfulLooks) = (.one, false, 0)
            plan(atMost: pace.rawValue)
            return
        }
        differed = differed || sightings.contains { $0.stamp != sightings.first?.stamp }
        doubtfulLooks += 1
        if mayTakeTurns, turns.isShown {
            state = .one
            plan(atMost: Pace.foreign.rawValue)
        } else if !differed {
            state = .one
            hurry(isSettled: false)
        } else if !mayTakeTurns, isOneAlonePlaying {
            state = .one
            plan(atMost: Self.patience)
        } else {
            state = .several
            hurry(isSettled: mayTakeTurns ? turns.isRefuted : players.allSatisfy(\.isMoving))
        }
    }

    private var isOneAlonePlaying: Bool {
        players.count { $0.isMoving } == 1
            && players.allSatisfy { $0.isMoving || $0.stillLooks >= Self.patience }
    }

    /// Looks at ever fewer pictures.
    private mutating func plan(atMost limit: Int) {
        wait = min(interval, limit) - 1
        interval = min(interval * 2, limit)
    }

    /// Looks at each picture while somebody is missing or little is known, else now and then.
    private mutating func hurry(isSettled: Bool) {
        interval = 1
        let isSettled = isSettled || doubtfulLooks > Self.greatestHaste
        wait = isSettled && players.allSatisfy { $0.misses == 0 } ? Self.settledInterval - 1 : 0
    }

    /// Gives each mark to the player that was at its place, and lets go of players that are gone.
    private mutating func assign(_ sightings: [Sighting]) {
        var new: [Sighting] = []
        var missing = Set(players.indices)
        for sighting in sightings {
            if let index = missing.first(where: { players[$0].sighting.isAt(sighting.box) }) {
                missing.remove(index)
                see(sighting, player: index)
            } else {
                new.append(sighting)
            }
        }
        if let moved = new.first, new.count == 1, missing.count == 1, let index = missing.first {
            missing.remove(index)
            see(moved, player: index)
            new = []
        }
        for index in missing {
            players[index].misses += 1
        }
        players.removeAll { $0.misses >= Self.patience }
        players += new.map { Player(sighting: $0, first: $0.stamp) }
    }

    private mutating func see(_ sighting: Sighting, player index: Int) {
        players[index].sighting = sighting
        players[index].misses = 0
        if players[index].first != sighting.stamp {
            players[index].isMoving = true
        } else {
            players[index].stillLooks += 1
        }
    }
}
