extension DelayHistogram {
    /// The least and the largest delay, then each bin's count from the lowest on; a 0 is followed by how many more.
    func write(to writer: inout DigestWriter) {
        writer.put(count: counts.count)
        guard let minMs, let maxMs else { return }
        writer.put(milliseconds: minMs)
        writer.put(milliseconds: maxMs)
        var zeros = 0
        for count in counts {
            guard count > 0 else {
                zeros += 1
                continue
            }
            if zeros > 0 {
                writer.put(count: 0)
                writer.put(count: zeros - 1)
                zeros = 0
            }
            writer.put(count: count)
        }
    }

    /// Reads what was written; nil where that cannot be.
    init?(from reader: inout DigestReader) {
        guard let size = reader.count(upTo: 2 * Self.lastPlace + 2) else { return nil }
        guard size > 0 else {
            self.init()
            return
        }
        guard let minMs = reader.milliseconds(), let maxMs = reader.milliseconds() else { return nil }
        var counts: [Int] = []
        counts.reserveCapacity(size)
        while counts.count < size {
            guard let count = reader.count() else { return nil }
            if count > 0 {
                counts.append(count)
            } else {
                guard let more = reader.count(upTo: size - counts.count - 1) else { return nil }
                counts.append(contentsOf: repeatElement(0, count: more + 1))
            }
        }
        self.init(first: Self.place(of: minMs), counts: counts, minMs: minMs, maxMs: maxMs)
    }
}
