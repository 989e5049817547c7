import Foundation
import LabModel
import LabTesting
import Testing

@testable import Media

/// Access units kept to be decoded again.
@Suite struct UnitSpoolTests {
    /// What stands before each unit, in bytes.
    private static let head = 56

    private func units(of spool: UnitSpool) throws -> [(unit: AccessUnit, connection: Int)] {
        var (all, place): ([(AccessUnit, Int)], Int) = ([], 0)
        while let found = try spool.unit(at: place) {
            all.append((found.unit, found.connection))
            place = found.next
        }
        return all
    }

    @Test func unitsComeBackAsTheyWere() throws {
        let stream = try SpooledUnits(12)
        let found = try units(of: SpooledUnits.spool([stream]))
        #expect(found.count == 12 && found.allSatisfy { $0.connection == 0 })
        for (kept, unit) in zip(found.map(\.unit), stream.units) {
            #expect(kept.sequence == unit.sequence && kept.arrival == unit.arrival)
            #expect(kept.presentationTime == unit.presentationTime && kept.decodeTime == unit.decodeTime)
            #expect(kept.isKeyframe == unit.isKeyframe && kept.copyBytes() == unit.copyBytes())
        }
        #expect(found.map(\.unit.isKeyframe) == [true] + Array(repeating: false, count: 11))
    }

    @Test func unitsWithoutTimesAndBytesComeBackToo() throws {
        var random = SeededGenerator(seed: 11)
        let stream = try SpooledUnits(1)
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        spool.connected(stream.video)
        let sizes = [0, 1, 55, 56, 57, 4_096, 200_001]
        let bodies = sizes.map { size in (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) } }
        for (index, body) in bodies.enumerated() {
            let packet = try body.withUnsafeBytes { try PacketOwner.copying($0) }
            let unit = AccessUnit(
                sequence: .max - index,
                arrival: WallTime(nanoseconds: -5),
                times: UnitTimes(presentation: index.isMultiple(of: 2) ? nil : .seconds(-3), decode: nil),
                isKeyframe: false,
                packet: packet
            )
            let isKept = spool.add(unit)
            #expect(isKept)
        }
        let found = try units(of: spool).map(\.unit)
        #expect(found.map { $0.copyBytes() } == bodies)
        #expect(found.map(\.sequence) == sizes.indices.map { .max - $0 })
        #expect(found.map(\.presentationTime) == sizes.indices.map { $0.isMultiple(of: 2) ? nil : .seconds(-3) })
        #expect(found.allSatisfy { $0.decodeTime == nil && $0.arrival == WallTime(nanoseconds: -5) })
    }

    @Test func eachConnectionKeepsItsOwnKind() throws {
        let (first, second) = (try SpooledUnits(3), try SpooledUnits(2, format: .fragmentedMP4))
        let spool = try SpooledUnits.spool([first, second])
        #expect(try units(of: spool).map(\.connection) == [0, 0, 0, 1, 1])
        #expect(spool.video(of: 0)?.container == first.video.container)
        #expect(spool.video(of: 1)?.container == second.video.container)
        #expect(first.video.container != second.video.container)
        #expect(spool.video(of: 2) == nil && spool.video(of: -1) == nil)
    }

    @Test func whatComesBeforeAnyConnectionIsNotKept() throws {
        let stream = try SpooledUnits(1)
        let spool = try UnitSpool.make(limit: ByteCount(1_000_000))
        let isKept = spool.add(stream.units[0])
        #expect(!isKept && spool.refusal == nil)
        #expect(try units(of: spool).isEmpty)
    }

    @Test func behindItsLimitNothingIsKeptAnyMore() throws {
        let stream = try SpooledUnits(8)
        let room = stream.units.prefix(5).reduce(0) { $0 + $1.size.bytes + Self.head }
        let exact = try SpooledUnits.spool([stream], limit: ByteCount(room))
        #expect(try units(of: exact).map(\.unit.sequence) == Array(0..<5))
        #expect(exact.refusal == "the limit of \(room / 1_000_000) MB is reached")
        let short = try SpooledUnits.spool([stream], limit: ByteCount(room - 1))
        // A smaller unit would fit, but a stream with holes cannot be decoded.
        #expect(try units(of: short).map(\.unit.sequence) == Array(0..<4))
        let isKept = short.add(stream.units[7])
        #expect(!isKept)
        let whole = try SpooledUnits.spool([stream], limit: ByteCount(stream.size + 8 * Self.head))
        #expect(whole.refusal == nil)
        #expect(try units(of: whole).count == 8)
    }

    @Test func theFirstReasonToRefuseIsTheOneThatIsTold() throws {
        let stream = try SpooledUnits(2)
        let spool = try SpooledUnits.spool([stream])
        spool.refuse("the disk is too slow")
        spool.refuse("something else")
        let isKept = spool.add(stream.units[1])
        #expect(!isKept && spool.refusal == "the disk is too slow")
        #expect(try units(of: spool).count == 2)
    }

    @Test func itsFileHasNoName() throws {
        let spool = try SpooledUnits.spool([try SpooledUnits(2)])
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { name in
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
        }
        // Other tests make spools of their own at the same time, which have a name for an instant.
        #expect(files.contains { $0.contains("glasslab-spool-") && $0.hasSuffix(" (deleted)") }, "\(files)")
        #expect(spool.refusal == nil)
    }
}
