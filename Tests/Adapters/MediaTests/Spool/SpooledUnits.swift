import LabModel
import Media
import Testing

/// A short stream as its reader gives it, to be kept and decoded again.
struct SpooledUnits {
    let video: VideoStreamInfo
    let units: [AccessUnit]

    /// Encodes and reads numbered pictures; with frames that look ahead, a foreign encoder's file is needed instead.
    init(_ count: Int, gop: Double = 1, format: ContainerFormat = .mpegTS) throws {
        let (header, chunks) = try NumberedPictures.chunks(
            count,
            format: format,
            settings: NumberedPictures.settings(gop: gop)
        )
        let clock = ManualClock(step: .milliseconds(1))
        let reader = try AccessUnitReader.open(
            source: SteppedSource(header + chunks.flatMap { $0 }, clock: clock),
            clock: clock,
            interrupt: Interrupt()
        )
        var units: [AccessUnit] = []
        while let unit = try reader.next() {
            units.append(unit)
        }
        (video, self.units) = (reader.video, units)
        #expect(units.count == count)
    }

    /// How many bytes its units are, encoded.
    var size: Int { units.reduce(0) { $0 + $1.size.bytes } }

    /// A spool that holds all of it, as one connection or as several.
    static func spool(_ streams: [SpooledUnits], limit: ByteCount = ByteCount(100_000_000)) throws -> UnitSpool {
        let spool = try UnitSpool.make(limit: limit)
        for stream in streams {
            spool.connected(stream.video)
            for unit in stream.units {
                spool.add(unit)
            }
        }
        return spool
    }
}
