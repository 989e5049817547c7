public import LabModel

/// What a relay of datagrams does, and how much it takes on.
public struct DatagramRelaySettings: Sendable {
    /// What is done to datagrams, in both directions.
    public var link: Link
    /// Where the relay waits for datagrams: a name or number of this machine.
    public var host = "127.0.0.1"
    /// Its port; 0 lets the system choose a free one.
    public var port = 0
    /// Peers at a time; others' datagrams are thrown away until one was silent for a while.
    public var peers = 64
    /// What is held in each direction; more is thrown away and counted.
    public var heldBytes = ByteCount(64 << 20)
    /// How many datagrams the log keeps; of more the older half is forgotten; 0 for no log.
    public var logged = 0

    /// Puts a link into the way.
    public init(link: Link) {
        self.link = link
    }
}
