internal import LabModel

/// Turns a container's packets into single access units: splits those that hold several, joins those that hold parts.
///
/// It begins by trusting that a packet ends where an access unit ends, because waiting for the next packet to be sure
/// would cost a frame of delay; it stops trusting as soon as a packet shows otherwise.
struct AccessUnitAssembler {
    /// A packet as the container gave it.
    struct Chunk {
        var packet: PacketOwner
        var times: UnitTimes
        var points: ArrivalPoints
        /// The packet is as long as one with a length can be, so its last unit may go on in the next packet.
        var mayGoOn = false
    }

    /// One whole access unit.
    struct Unit {
        var packet: PacketOwner
        var times: UnitTimes
        /// When its last byte came; nil where nothing is known.
        var arrival: WallTime?
        var isKey: Bool
        var isClean: Bool
    }

    /// A unit longer than this is given up: no codec level comes near.
    static let maximumUnit = 32 << 20

    /// Whether units end anywhere, so that one is whole only when the next one begins.
    private(set) var isStraddling: Bool
    /// A unit went out before the rest of it came: what follows cannot be decoded up to the next keyframe.
    private(set) var hasBroken = false
    private var events: [MediaEvent] = []
    private var joiner: UnitJoiner
    private let syntax: NALSyntax
    private var chunks = 0
    private var saidSplit = false
    private var last: Chunk?

    init(syntax: NALSyntax, isStraddling: Bool = false) {
        self.syntax = syntax
        self.isStraddling = isStraddling
        self.joiner = UnitJoiner(syntax: syntax)
    }

    /// Takes the next packet and gives the access units that are now whole.
    mutating func take(_ chunk: Chunk) throws(MediaError) -> [Unit] {
        hasBroken = false
        guard chunk.packet.size > 0 else { return [] }
        if isStraddling { return try joiner.add(chunk) }
        var finder = AccessUnitFinder(syntax: syntax)
        chunk.packet.withBytes { finder.scan($0) }
        guard finder.beginsWithUnit == true else { return try startJoining(chunk) }
        chunks = min(chunks + 1, 2)
        // Some muxers send parameter sets in a packet of their own: they belong to the picture that follows.
        let before = joiner.lacksSlice ? [] : try joiner.finish()
        return try before + takeWhole(chunk, found: finder.units)
    }

    /// Gives what the end of the stream has made whole.
    mutating func finish() throws(MediaError) -> [Unit] {
        try joiner.finish()
    }

    /// Gives the events since the last call.
    mutating func takeEvents() -> [MediaEvent] {
        defer { events = [] }
        return events
    }

    private mutating func takeWhole(_ chunk: Chunk, found: [AccessUnitFinder.Found]) throws(MediaError) -> [Unit] {
        if found.count > 1 {
            saySplit()
        }
        // The first packet with several units may be a cut of a stream that pays no heed to units.
        let holdsLast = found.last?.hasSlice != true || chunk.mayGoOn || (found.count > 1 && chunks < 2)
        last = holdsLast ? nil : chunk
        if !holdsLast, joiner.isEmpty, found.count == 1, let only = found.first {
            let arrival = chunk.points.instant(ofEnd: chunk.packet.size)
            return [
                Unit(
                    packet: chunk.packet,
                    times: chunk.times,
                    arrival: arrival,
                    isKey: only.isKey,
                    isClean: only.isClean
                )
            ]
        }
        let units = try joiner.add(chunk)
        return holdsLast ? units : try units + joiner.finish()
    }

    /// The packet begins inside a unit: from here on units are joined.
    private mutating func startJoining(_ chunk: Chunk) throws(MediaError) -> [Unit] {
        isStraddling = true
        events.append(
            MediaEvent(
                code: "decoder_mode",
                text: "access units straddle packets: each one waits for the beginning of the next"
            )
        )
        if joiner.isEmpty, let last {
            hasBroken = true
            return try joiner.add(last) + joiner.add(chunk)
        }
        return try joiner.add(chunk)
    }

    private mutating func saySplit() {
        guard !saidSplit else { return }
        saidSplit = true
        events.append(
            MediaEvent(code: "decoder_mode", text: "several access units in one PES packet: split")
        )
    }
}
