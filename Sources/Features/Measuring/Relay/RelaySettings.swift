public import LabModel

/// What a relay does to the answers that go through it, and how much it takes on.
public struct RelaySettings: Sendable {
    /// How long every byte of an answer is held; from 0 to ``longestHold``.
    public var hold: Latency
    /// A stretch of each connection in which nothing is passed on; nil for none.
    public var pause: HoldSchedule.Pause?
    /// Which access units are taken out; nil for none.
    public var drops: DropPlan?
    /// Connections at a time; more are closed at once.
    public var connections = 32
    /// What a connection may hold; a server that sends more waits, and its bytes are read later.
    public var heldBytes = ByteCount(32 << 20)
    /// How many reads and units the log keeps; of more the older half is forgotten.
    public var logged = 200_000
    /// How long connecting to the server may take.
    public var connectLimit = Latency.seconds(5)

    /// The longest time that bytes can be held.
    public static let longestHold = Latency.seconds(10)

    /// Makes settings.
    public init(hold: Latency) {
        self.hold = hold
    }

    /// Checks what the types leave open.
    func check() throws(MeasuringError) {
        guard hold >= .zero, hold <= Self.longestHold else { throw .holdOutOfRange(hold) }
    }
}
