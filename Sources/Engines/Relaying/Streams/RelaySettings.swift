public import LabModel

/// What a relay of TCP connections does, and how much it takes on.
public struct RelaySettings: Sendable {
    /// What is done to the clients' bytes.
    public var questions: Link
    /// What is done to the server's bytes.
    public var answers: Link
    /// A stretch of each answer in which nothing is passed on; nil for none.
    public var pause: HoldPause?
    /// Which access units are taken out of answers; nil for none.
    public var drops: DropPlan?
    /// Connections at a time; more are closed at once.
    public var connections = 32
    /// What a connection may hold in each direction; who sends more waits, and its bytes are read later.
    public var heldBytes = ByteCount(32 << 20)
    /// How many reads and units of answers the log keeps; of more the older half is forgotten; 0 for no log.
    public var logged = 200_000
    /// How long connecting to the server may take.
    public var connectLimit = Latency.seconds(5)

    /// The longest time that bytes can be held.
    public static let longestHold = Link.longest

    /// Holds the server's answers, and nothing else.
    /// - Parameter hold: how long; from 0 to ``longestHold``.
    public init(hold: Latency) {
        questions = .clear
        answers = Link(delay: hold)
    }

    /// Puts a link into the way, in both directions; no log is kept.
    public init(link: Link) {
        questions = link
        answers = link
        logged = 0
    }

    /// Whether anybody looks at what answers hold; a link does not.
    var isWatched: Bool {
        logged > 0 || drops != nil
    }

    /// Checks what the types leave open.
    func check() throws(RelayError) {
        try questions.check()
        try answers.check()
    }
}
