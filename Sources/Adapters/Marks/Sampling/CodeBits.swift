/// The 224 data bits of the lab's QR code, 56 in each of four numbers, the first bit highest.
struct CodeBits: Equatable, Sendable {
    var words = SIMD4<UInt64>()

    private static let wordBits = 56

    /// No bit set.
    init() {
    }

    /// Takes 224 bits, or fewer, which are then followed by zeros.
    init(_ bits: [Bool]) {
        for (index, bit) in bits.prefix(CodeGrid.dataBits).enumerated() where bit {
            words[index / Self.wordBits] |= 1 << UInt64(Self.wordBits - 1 - index % Self.wordBits)
        }
    }

    /// The bits that a mark's text has before it is masked; what follows the text is zero.
    init(_ code: MarkCode) {
        let values = MarkText.values(of: MarkText.write(code))
        var bits: [Bool] = []
        bits.reserveCapacity(CodeGrid.dataBits)
        let append = { (value: Int, count: Int, bits: inout [Bool]) in
            for place in (0..<count).reversed() {
                bits.append(value >> place & 1 == 1)
            }
        }
        append(Self.alphanumeric, 4, &bits)
        append(values.count, 9, &bits)
        for place in stride(from: 0, to: values.count - 1, by: 2) {
            append(Int(values[place]) * 45 + Int(values[place + 1]), 11, &bits)
        }
        append(Int(values[values.count - 1]), 6, &bits)
        self.init(bits)
    }

    private static let alphanumeric = 0b0010

    /// The mark that the bits spell; nil when they spell anything else, or its checksum is wrong.
    var code: MarkCode? {
        guard number(from: 0, count: 4) == Self.alphanumeric, number(from: 4, count: 9) == MarkText.length else {
            return nil
        }
        var values: [UInt8] = []
        values.reserveCapacity(MarkText.length)
        for pair in 0..<MarkText.length / 2 {
            let value = number(from: 13 + 11 * pair, count: 11)
            guard value < 45 * 45 else { return nil }
            values.append(UInt8(value / 45))
            values.append(UInt8(value % 45))
        }
        values.append(UInt8(number(from: 13 + 11 * (MarkText.length / 2), count: 6)))
        return MarkText.read(values: values)
    }

    /// How many bits of the text differ; padding is left out.
    func distance(to other: CodeBits) -> Int {
        var different = words ^ other.words
        different[3] &= ~((1 << UInt64(CodeGrid.dataBits - CodeGrid.textBits)) - 1)
        return (0..<4).reduce(0) { $0 + different[$1].nonzeroBitCount }
    }

    private func number(from start: Int, count: Int) -> Int {
        let word = start / Self.wordBits
        let end = start % Self.wordBits + count
        if end <= Self.wordBits {
            return Int(words[word] >> UInt64(Self.wordBits - end) & ((1 << UInt64(count)) - 1))
        }
        let rest = end - Self.wordBits
        let high = words[word] & ((1 << UInt64(count - rest)) - 1)
        return Int(high << UInt64(rest) | words[word + 1] >> UInt64(Self.wordBits - rest))
    }
}
