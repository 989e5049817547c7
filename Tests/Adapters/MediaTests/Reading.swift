import LabModel
import Media

/// Everything that a reader and a decoder gave of one source.
struct Reading {
    var units: [AccessUnit] = []
    var pictures: [Picture] = []
    var events: [MediaEvent] = []
    var mode = DecoderMode.lowDelay
    /// For each unit, how many pictures were out after it was decoded.
    var picturesAfterUnit: [Int] = []

    var numbers: [Int] { pictures.map(NumberedPictures.read) }

    static func all(_ reader: AccessUnitReader, clock: any LabClock) throws -> Reading {
        var reading = Reading()
        let decoder = try PictureDecoder.open(reader.video, clock: clock)
        while let unit = try reader.next() {
            reading.units.append(unit)
            reading.pictures += try decoder.decode(unit)
            reading.picturesAfterUnit.append(reading.pictures.count)
        }
        reading.pictures += try decoder.finish()
        reading.events = reader.takeEvents() + decoder.takeEvents()
        reading.mode = decoder.mode
        return reading
    }

    static func all(_ bytes: [UInt8], hint: String? = nil) throws -> Reading {
        let clock = ManualClock()
        let reader = try AccessUnitReader.open(
            source: SteppedSource(bytes, clock: clock),
            options: SourceOptions(formatHint: hint),
            clock: clock,
            interrupt: Interrupt()
        )
        return try all(reader, clock: clock)
    }

    static func all(file path: String) throws -> Reading {
        let clock = ManualClock()
        return try all(AccessUnitReader.open(path, clock: clock, interrupt: Interrupt()), clock: clock)
    }
}
