import LabModel
import LabTesting
import Testing

@testable import Media

/// Kept access units decoded again.
@Suite struct SpoolDecoderTests {
    private func pictures(
        of spool: UnitSpool
    ) throws -> [(connection: Int, picture: Picture)] {
        let decoder = SpoolDecoder(spool, clock: ManualClock())
        var all: [(connection: Int, picture: Picture)] = []
        while let next = try decoder.next() {
            all.append(next)
        }
        let rest = try decoder.next()
        #expect(rest == nil)
        return all
    }

    private func luma(_ picture: Picture) -> [UInt8] {
        picture.withLuma { plane in
            (0..<plane.height).flatMap { row in
                UnsafeRawBufferPointer(start: plane.base + row * plane.stride, count: plane.width)
            }
        }
    }

    /// Pictures as they are decoded while the units come.
    private func live(_ stream: SpooledUnits) throws -> [Picture] {
        let decoder = try PictureDecoder.open(stream.video, clock: ManualClock())
        var all: [Picture] = []
        for unit in stream.units {
            all += try decoder.decode(unit)
        }
        return all + (try decoder.finish())
    }

    @Test func itGivesWhatDecodingGaveTheFirstTime() throws {
        let stream = try SpooledUnits(20, gop: 0.2)
        let again = try pictures(of: SpooledUnits.spool([stream]))
        let first = try live(stream)
        #expect(again.count == 20 && again.allSatisfy { $0.connection == 0 })
        #expect(again.map { NumberedPictures.read($0.picture) } == Array(0..<20))
        #expect(again.map(\.picture.sequence) == first.map(\.sequence))
        #expect(again.map(\.picture.arrival) == first.map(\.arrival))
        #expect(zip(again, first).allSatisfy { luma($0.picture) == luma($1) })
    }

    /// B-frames come out in another order than their units, and the last ones only when the stream ends.
    @Test func reorderedPicturesOfEachConnectionAreComplete() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("reordered.mp4")
        let made = try await BuiltExecutable.shell(
            "ffmpeg -nostdin -v error -f lavfi -i testsrc2=size=64x48:rate=25 -frames:v 15 -c:v libx264 -bf 3 \(path)"
        )
        try #require(made.exitCode == 0, "\(made.errors)")
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        var first: [Picture] = []
        for _ in 0..<2 {
            let reader = try AccessUnitReader.open(path, clock: ManualClock(), interrupt: Interrupt())
            let decoder = try PictureDecoder.open(reader.video, clock: ManualClock())
            spool.connected(reader.video)
            while let unit = try reader.next() {
                spool.add(unit)
                first += try decoder.decode(unit)
            }
            first += try decoder.finish()
        }
        let again = try pictures(of: spool)
        #expect(again.map(\.connection) == Array(repeating: 0, count: 15) + Array(repeating: 1, count: 15))
        #expect(again.map(\.picture.sequence) == first.map(\.sequence))
        #expect(first.prefix(15).map(\.sequence) != Array(0..<15), "the pictures were not reordered")
        #expect(zip(again, first).allSatisfy { luma($0.picture) == luma($1) })
    }

    @Test func connectionsOfOtherContainersFollowEachOther() throws {
        let streams = [try SpooledUnits(4), try SpooledUnits(3, format: .fragmentedMP4), try SpooledUnits(2)]
        let again = try pictures(of: SpooledUnits.spool(streams))
        #expect(again.map(\.connection) == [0, 0, 0, 0, 1, 1, 1, 2, 2])
        #expect(again.map { NumberedPictures.read($0.picture) } == [0, 1, 2, 3, 0, 1, 2, 0, 1])
    }

    @Test func aConnectionWithoutUnitsGivesNothing() throws {
        let stream = try SpooledUnits(2)
        let spool = try UnitSpool.make(limit: ByteCount(1_000_000))
        #expect(try pictures(of: spool).isEmpty)
        spool.connected(stream.video)
        #expect(try pictures(of: spool).isEmpty)
        spool.connected(stream.video)
        for unit in stream.units {
            spool.add(unit)
        }
        #expect(try pictures(of: spool).map(\.connection) == [1, 1])
    }

    @Test func brokenUnitsCostOnlyTheirOwnPictures() throws {
        var random = SeededGenerator(seed: 5)
        // Every frame is a keyframe: none needs another.
        let stream = try SpooledUnits(12, gop: 0.001)
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        spool.connected(stream.video)
        for (index, unit) in stream.units.enumerated() {
            guard (4..<8).contains(index) else {
                spool.add(unit)
                continue
            }
            let noise = (0..<unit.size.bytes).map { _ in UInt8.random(in: 0...255, using: &random) }
            spool.add(
                AccessUnit(
                    sequence: unit.sequence,
                    arrival: unit.arrival,
                    times: UnitTimes(presentation: unit.presentationTime, decode: unit.decodeTime),
                    isKeyframe: true,
                    packet: try noise.withUnsafeBytes { try PacketOwner.copying($0) }
                )
            )
        }
        let numbers = try pictures(of: spool).filter { !(4..<8).contains($0.picture.sequence ?? -1) }
            .map { NumberedPictures.read($0.picture) }
        #expect(numbers == [0, 1, 2, 3, 8, 9, 10, 11])
    }
}
