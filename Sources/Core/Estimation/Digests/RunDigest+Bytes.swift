extension RunDigest {
    /// The version of ``bytes``: another one is computed anew from the samples.
    public static let version: UInt8 = 1

    /// The digest as it is stored, a few kilobytes.
    ///
    /// docs/formats.md lays it out. Instants, lengths and delays are whole nanoseconds.
    public var bytes: [UInt8] {
        var writer = DigestWriter()
        writer.put(UInt64(Self.version))
        frameDelay.write(to: &writer)
        signalDelay.write(to: &writer)
        writer.put(count: censored)
        if censored > 0 {
            writer.put(milliseconds: leastCensoredMs ?? 0)
        }
        write(delays, to: &writer)
        write(clock, to: &writer)
        writer.put(count: marks.count)
        for mark in marks {
            writer.put(UInt64(mark.kind.rawValue))
            writer.put(seconds: mark.startS)
            writer.put(seconds: mark.lengthS)
            writer.put(count: mark.frames)
        }
        writer.put(count: marksLeftOut)
        return writer.bytes
    }

    /// Reads ``bytes``.
    ///
    /// Nil where they are of another version, or are not what a digest is written as.
    public init?(bytes: [UInt8]) {
        var reader = DigestReader(bytes)
        guard reader.number() == UInt64(Self.version) else { return nil }
        guard let frameDelay = DelayHistogram(from: &reader), let signalDelay = DelayHistogram(from: &reader) else {
            return nil
        }
        self.init()
        (self.frameDelay, self.signalDelay) = (frameDelay, signalDelay)
        guard let censored = reader.count(upTo: DelayHistogram.storedLimit) else { return nil }
        self.censored = censored
        if censored > 0 {
            guard let least = reader.milliseconds() else { return nil }
            leastCensoredMs = least
        }
        guard let delays = Self.delays(from: &reader), let clock = Self.clock(from: &reader),
            let marks = Self.marks(from: &reader), let left = reader.count(), reader.isAtEnd
        else {
            return nil
        }
        (self.delays, self.clock, self.marks, marksLeftOut) = (delays, clock, marks, left)
    }

    private func write(_ stretches: [DelayStretch], to writer: inout DigestWriter) {
        writer.put(count: stretches.count)
        var before = StretchTimes()
        for stretch in stretches {
            before.write(startS: stretch.startS, lengthS: stretch.lengthS, to: &writer)
            writer.put(count: stretch.frames)
            if stretch.frames > 0 {
                writer.put(milliseconds: stretch.minMs ?? 0)
                writer.put(milliseconds: stretch.medianMs ?? 0)
                writer.put(milliseconds: stretch.maxMs ?? 0)
            }
            writer.put(count: stretch.dropped)
        }
    }

    private static func delays(from reader: inout DigestReader) -> [DelayStretch]? {
        guard let count = reader.count(upTo: stretchLimit) else { return nil }
        var stretches: [DelayStretch] = []
        var before = StretchTimes()
        for _ in 0..<count {
            guard let times = before.read(from: &reader), let frames = reader.count() else { return nil }
            var stretch = DelayStretch(startS: times.startS, lengthS: times.lengthS)
            stretch.frames = frames
            if frames > 0 {
                guard let least = reader.milliseconds(), let middle = reader.milliseconds(),
                    let largest = reader.milliseconds()
                else { return nil }
                (stretch.minMs, stretch.medianMs, stretch.maxMs) = (least, middle, largest)
            }
            guard let dropped = reader.count() else { return nil }
            stretch.dropped = dropped
            stretches.append(stretch)
        }
        return stretches
    }

    private func write(_ stretches: [ClockStretch], to writer: inout DigestWriter) {
        writer.put(count: stretches.count)
        var before = StretchTimes()
        for stretch in stretches {
            before.write(startS: stretch.startS, lengthS: stretch.lengthS, to: &writer)
            writer.put(milliseconds: stretch.offsetMs)
            writer.put(milliseconds: stretch.minMs)
            writer.put(milliseconds: stretch.maxMs)
            writer.put(count: stretch.boundMs == nil ? 0 : 1)
            if let bound = stretch.boundMs {
                writer.put(milliseconds: bound)
            }
        }
    }

    private static func clock(from reader: inout DigestReader) -> [ClockStretch]? {
        guard let count = reader.count(upTo: stretchLimit) else { return nil }
        var stretches: [ClockStretch] = []
        var before = StretchTimes()
        for _ in 0..<count {
            guard let times = before.read(from: &reader), let offset = reader.milliseconds(),
                let least = reader.milliseconds(), let largest = reader.milliseconds(),
                let isBounded = reader.count(upTo: 1)
            else { return nil }
            var stretch = ClockStretch(
                startS: times.startS,
                lengthS: times.lengthS,
                offsetMs: offset,
                boundMs: nil
            )
            (stretch.minMs, stretch.maxMs) = (least, largest)
            if isBounded == 1 {
                guard let bound = reader.milliseconds() else { return nil }
                stretch.boundMs = bound
            }
            stretches.append(stretch)
        }
        return stretches
    }

    private static func marks(from reader: inout DigestReader) -> [DigestMark]? {
        guard let count = reader.count(upTo: markLimit * DigestMark.Kind.allCases.count) else { return nil }
        var marks: [DigestMark] = []
        for _ in 0..<count {
            guard let number = reader.count(upTo: 255), let kind = DigestMark.Kind(rawValue: UInt8(number)),
                let start = reader.seconds(), let length = reader.seconds(), let frames = reader.count()
            else { return nil }
            marks.append(DigestMark(kind, startS: start, lengthS: length, frames: frames))
        }
        return marks
    }
}
