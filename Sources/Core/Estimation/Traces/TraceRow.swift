import LabModel

/// What one line of a trace says.
struct TraceRow {
    var frame = FrameNumber(0)
    /// By the streamer's clock.
    var sent = WallTime(nanoseconds: 0)
    /// By the receiver's clock.
    var received = WallTime(nanoseconds: 0)
    var size = ByteCount(0)
    /// In decibels, possibly infinite; nil where the frame was not scored.
    var quality: Double?

    /// Twice this still fits into 64 bits, so that no difference of two instants overflows.
    private static let latestNanoseconds = Int64.max / 2

    init(_ line: Span<UInt8>, header: TraceHeader, options: TraceOptions, at place: TracePlace) throws(TraceError) {
        var fields = TraceFields()
        for column in header.columns where fields.hasNext {
            guard let range = fields.nextRange(in: line) else { throw .badQuotes(place) }
            if let column {
                try set(column, to: line.extracting(range), options.qualityUnit, place)
            }
        }
        guard fields.count == header.columns.count, !fields.hasNext else {
            throw .fieldCount(try Self.count(line, at: place), named: header.columns.count, place)
        }
    }

    private static func count(_ line: Span<UInt8>, at place: TracePlace) throws(TraceError) -> Int {
        var fields = TraceFields()
        while fields.hasNext {
            guard fields.nextRange(in: line) != nil else { throw .badQuotes(place) }
        }
        return fields.count
    }

    private mutating func set(
        _ column: TraceColumn,
        to text: Span<UInt8>,
        _ unit: TraceOptions.QualityUnit,
        _ place: TracePlace
    ) throws(TraceError) {
        switch column {
        case .frame:
            frame = FrameNumber(try Self.count(text, column, place))
        case .sent:
            sent = try Self.instant(text, column, place)
        case .received:
            received = try Self.instant(text, column, place)
        case .size:
            size = text.isEmpty ? ByteCount(0) : ByteCount(Int(try Self.count(text, column, place)))
        case .quality:
            quality = text.isEmpty ? nil : try Self.decibels(text, unit, place)
        }
    }

    /// A whole number from 0 to 4,294,967,295.
    private static func count(
        _ text: Span<UInt8>,
        _ column: TraceColumn,
        _ place: TracePlace
    ) throws(TraceError) -> UInt32 {
        guard let number = DecimalNumber(text) else { throw .notANumber(text.shown, column, place) }
        guard number.isWhole, let whole = number.scaled(by: 0), let value = UInt32(exactly: whole) else {
            throw .outOfRange(text.shown, column, place)
        }
        return value
    }

    /// Microseconds, to the nearest nanosecond.
    private static func instant(
        _ text: Span<UInt8>,
        _ column: TraceColumn,
        _ place: TracePlace
    ) throws(TraceError) -> WallTime {
        guard let number = DecimalNumber(text) else { throw .notANumber(text.shown, column, place) }
        guard let nanoseconds = number.scaled(by: 3), nanoseconds.magnitude <= latestNanoseconds.magnitude else {
            throw .outOfRange(text.shown, column, place)
        }
        return WallTime(nanoseconds: nanoseconds)
    }

    private static func decibels(
        _ text: Span<UInt8>,
        _ unit: TraceOptions.QualityUnit,
        _ place: TracePlace
    ) throws(TraceError) -> Double {
        guard let value = DecimalNumber(text)?.value ?? infinity(text) else {
            throw .notANumber(text.shown, .quality, place)
        }
        guard value >= DecibelPool.least(unit) else { throw .outOfRange(text.shown, .quality, place) }
        return value
    }

    /// `inf`, `+inf`, `Infinity`: what programs write for a frame that equals its reference.
    private static func infinity(_ text: Span<UInt8>) -> Double? {
        guard text.count <= 9 else { return nil }
        let word = text.text.lowercased()
        return ["inf", "+inf", "infinity", "+infinity"].contains(word) ? .infinity : nil
    }
}
