/// Where stretches lie, each by how it differs from the one before: of neighbours of one length two bytes of 0.
struct StretchTimes {
    /// Where the one before ended, and how long it was, in nanoseconds.
    private var (end, length): (Int64, Int64) = (0, 0)

    mutating func write(startS: Double, lengthS: Double, to writer: inout DigestWriter) {
        let start = DigestWriter.nanoseconds(startS * 1e9)
        let length = DigestWriter.nanoseconds(lengthS * 1e9)
        writer.put(signed: start &- end)
        writer.put(signed: length &- self.length)
        (end, self.length) = (start &+ length, length)
    }

    /// The next one; nil where the bytes hold none.
    mutating func read(from reader: inout DigestReader) -> (startS: Double, lengthS: Double)? {
        guard let distance = reader.signed(), let difference = reader.signed() else { return nil }
        let start = end &+ distance
        length = length &+ difference
        end = start &+ length
        return (Double(start) / 1e9, Double(length) / 1e9)
    }
}
