internal import LabModel

/// Collects packets' bytes and cuts them where access units begin.
struct UnitJoiner {
    private struct Start {
        var offset: Int
        var times: UnitTimes
    }

    private var bytes: [UInt8] = []
    private var points = ArrivalPoints()
    private var starts: [Start] = []
    private var finder: AccessUnitFinder
    private let syntax: NALSyntax
    /// Units that were given up because they grew beyond any sense.
    private(set) var oversized = 0

    init(syntax: NALSyntax) {
        self.syntax = syntax
        self.finder = AccessUnitFinder(syntax: syntax)
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// Whether it holds the beginning of a unit and nothing of its picture yet.
    var lacksSlice: Bool { finder.units.last?.hasSlice == false }

    /// Takes a packet and gives the units that are whole because another one has begun.
    mutating func add(_ chunk: AccessUnitAssembler.Chunk) throws(MediaError) -> [AccessUnitAssembler.Unit] {
        starts.append(Start(offset: bytes.count, times: chunk.times))
        for point in chunk.points.shifted(by: bytes.count).points {
            points.append(end: point.end, instant: point.instant)
        }
        chunk.packet.withBytes { bytes.append(contentsOf: $0) }
        if bytes.count > AccessUnitAssembler.maximumUnit {
            reset()
            oversized += 1
            return []
        }
        bytes.withUnsafeBytes { finder.scan($0) }
        return try cut()
    }

    /// Gives what is left as the last unit.
    mutating func finish() throws(MediaError) -> [AccessUnitAssembler.Unit] {
        defer { reset() }
        guard let found = finder.units.first, found.hasSlice, finder.beginsWithUnit == true else { return [] }
        return [try unit(found, end: bytes.count)]
    }

    private mutating func cut() throws(MediaError) -> [AccessUnitAssembler.Unit] {
        var units: [AccessUnitAssembler.Unit] = []
        let found = finder.units
        for (index, next) in found.dropFirst().enumerated() {
            // Before the first beginning there is only the rest of a unit whose start nobody has.
            if index > 0 || finder.beginsWithUnit == true {
                units.append(try unit(found[index], end: next.start))
            }
        }
        if let last = found.last, found.count > 1 {
            drop(units: found.count - 1, bytes: last.start)
        }
        return units
    }

    private mutating func unit(
        _ found: AccessUnitFinder.Found,
        end: Int
    ) throws(MediaError) -> AccessUnitAssembler.Unit {
        // A packet's times belong to the first unit that begins in it; a unit may begin with the zero byte before it.
        let times = starts.last { $0.offset <= found.start + 1 }?.times ?? UnitTimes()
        starts.removeAll { $0.offset <= found.start + 1 }
        let copy = bytes.withUnsafeBytes { all in
            Result { () throws(MediaError) in
                try PacketOwner.copying(UnsafeRawBufferPointer(rebasing: all[found.start..<end]))
            }
        }
        return AccessUnitAssembler.Unit(
            packet: try copy.get(),
            times: times,
            arrival: points.instant(ofEnd: end),
            isKey: found.isKey,
            isClean: found.isClean
        )
    }

    private mutating func drop(units: Int, bytes count: Int) {
        bytes.removeFirst(count)
        points.drop(below: count)
        for index in starts.indices {
            starts[index].offset -= count
        }
        finder.drop(units: units, bytes: count)
    }

    private mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        points = ArrivalPoints()
        starts = []
        finder = AccessUnitFinder(syntax: syntax)
    }
}
