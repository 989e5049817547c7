internal import LabModel

/// When a client loads its playlist again, and how: section 6.3.4.
struct Reloading {
    /// What a playlist is loaded for.
    enum Purpose {
        /// The address that was given.
        case first
        /// The chosen variant's, for the first time.
        case variant
        /// What is fetched already, once more.
        case again
        /// Another variant's, in place of the one that is fetched.
        case change(Int)
    }

    /// A request under way.
    struct Load {
        var id: Int
        var purpose: Purpose
        var began: MonotonicTime
        var isBlocking = false
        var isUpdate = false
    }

    /// How often in a row blocking requests may be refused until they are given up.
    static let mostRefusals = 3

    /// The request under way.
    var load: Load?
    /// When to load again; nil while a request is under way, and for good when the stream has ended.
    var due: MonotonicTime?
    /// When the newest playlist arrived.
    var arrival: MonotonicTime?
    /// When a playlist last brought something new.
    var change: MonotonicTime?
    var isStaleNoted = false
    /// Whether the next load asks for a full playlist at once.
    var isPlainNext = false
    /// Whether the next load asks for a full playlist, though it may wait for news.
    var isFullNext = false
    private(set) var failures = 0
    private(set) var failingSince: MonotonicTime?
    private var refusals = 0

    /// Whether blocking requests are worth a try.
    var mayBlock: Bool {
        !isPlainNext && !hasGivenUpBlocking
    }

    /// Whether blocking requests are no longer tried.
    var hasGivenUpBlocking: Bool {
        refusals >= Self.mostRefusals
    }

    /// Counts a playlist that arrived and sets when the next is loaded.
    mutating func succeed(
        _ load: Load,
        hasChanged: Bool,
        playlist: MediaPlaylist,
        lowLatency: Bool,
        at now: MonotonicTime
    ) {
        arrival = now
        failures = 0
        failingSince = nil
        isPlainNext = false
        isFullNext = false
        if load.isBlocking {
            refusals = 0
        }
        if hasChanged || change == nil {
            change = now
            isStaleNoted = false
        }
        guard !playlist.isEnded else {
            due = nil
            return
        }
        let pace = (lowLatency ? playlist.partTarget : nil) ?? playlist.targetDuration
        let half = Latency(nanoseconds: pace.nanoseconds / 2)
        if lowLatency, playlist.serverControl.canBlockReload, mayBlock {
            // A server that answers a blocking request without news must not be asked without a pause.
            due = load.isBlocking && !hasChanged ? max(now, load.began + half) : now
        } else {
            due = max(now, load.began + (hasChanged ? pace : half))
        }
    }

    /// Takes note that a blocking request brought nothing: the next load asks at once, for a full playlist.
    /// - Parameters:
    ///   - now: when.
    ///   - counts: whether it was refused, not only held back for too long.
    mutating func refuse(at now: MonotonicTime, counts: Bool) {
        refusals += counts ? 1 : 0
        isPlainNext = true
        due = now
    }

    /// Counts a failure and sets when to try again: after a quarter of a second, then twice as long each time, up to half a
    /// target duration and never more than two seconds.
    mutating func fail(at now: MonotonicTime, target: Latency) {
        failures += 1
        failingSince = failingSince ?? now
        isPlainNext = true
        let longest = min(2_000, max(250, target.milliseconds / 2))
        due = now + .milliseconds(min(longest, 250 * Double(1 << min(failures - 1, 4))))
    }

    /// When the playlist is stale if it does not change before: one and a half target durations after its last change.
    func staleAt(_ playlist: MediaPlaylist) -> MonotonicTime? {
        guard let change, !isStaleNoted, !playlist.isEnded else { return nil }
        return change + Latency(nanoseconds: playlist.targetDuration.nanoseconds / 2 * 3)
    }
}
