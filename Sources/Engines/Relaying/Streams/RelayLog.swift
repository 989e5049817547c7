public import LabModel

/// One read of a server's answer, or a part of it that was passed on by itself; instants are of one clock that never steps.
public struct RelayRead: Hashable, Sendable {
    /// The connection, counted from 0 as they were accepted.
    public var connection: Int
    /// Which bytes of what the client got.
    public var bytes: Range<Int>
    /// When the read returned.
    public var readAt: WallTime
    /// When it was due by what the relay was asked to do.
    public var dueAt: WallTime
    /// When writing it to the client began.
    public var releasedAt: WallTime
    /// When the system had taken all of it.
    public var writtenAt: WallTime

    /// How long it was held: until writing began.
    public var held: Latency {
        releasedAt - readAt
    }

    /// Makes a read; each argument is the property of its name, and nil stands for the instant of its release.
    public init(
        connection: Int,
        bytes: Range<Int>,
        readAt: WallTime,
        dueAt: WallTime? = nil,
        releasedAt: WallTime,
        writtenAt: WallTime
    ) {
        self.connection = connection
        self.bytes = bytes
        self.readAt = readAt
        self.dueAt = dueAt ?? releasedAt
        self.releasedAt = releasedAt
        self.writtenAt = writtenAt
    }
}

/// One video access unit that came to a relay.
public struct RelayUnit: Hashable, Sendable {
    /// The connection, counted from 0 as they were accepted.
    public var connection: Int
    /// Its place among the connection's units, from 0.
    public var place: Int
    /// Its presentation time in 1/90,000 s modulo 2³³; nil where none was given.
    public var presentation: Int64?
    /// The offset behind its last byte in what the client got; nil where it was taken out.
    public var end: Int?

    /// Makes a unit; each argument is the property of its name.
    public init(connection: Int, place: Int, presentation: Int64?, end: Int?) {
        self.connection = connection
        self.place = place
        self.presentation = presentation
        self.end = end
    }

    /// A presentation time as a transport stream writes it: 1/90,000 s, modulo 2³³.
    public static func ticks(of time: Latency) -> Int64 {
        // A tick is 100,000/9 ns.
        let (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let ticks = seconds * 90_000 + Int64((Double(rest) * 9 / 100_000).rounded())
        return ticks & (1 << 33 - 1)
    }
}

/// What a relay did: every read, and every video access unit.
public struct RelayLog: Sendable {
    /// The reads, each connection's in order.
    public var reads: [RelayRead] = []
    /// The units, each connection's in order; one is listed when the next one begins.
    public var units: [RelayUnit] = []

    /// Makes an empty log.
    public init() {}

    /// The units that were taken out.
    public var dropped: [RelayUnit] {
        units.filter { $0.end == nil }
    }

    /// The read that brought each unit's last byte, by the unit's presentation time.
    ///
    /// Units without a time, and those whose read was forgotten or is not written yet, are left out. Of units with the
    /// same time, as a stream that is received twice has them, the last counts. O(n log n).
    public func lastReads() -> [Int64: RelayRead] {
        let readsOf = Dictionary(grouping: reads, by: \.connection)
        var found: [Int64: RelayRead] = [:]
        for (connection, units) in Dictionary(grouping: units, by: \.connection).sorted(by: { $0.key < $1.key }) {
            var reads = (readsOf[connection] ?? [])[...]
            for unit in units {
                guard let end = unit.end, let presentation = unit.presentation else { continue }
                reads = reads.drop { $0.bytes.upperBound < end }
                if let read = reads.first, read.bytes.contains(end - 1) {
                    found[presentation] = read
                }
            }
        }
        return found
    }
}
