/// Where the bits of the lab's QR code lie among its 25 by 25 modules: version 2, whose one block is not interleaved.
enum CodeGrid {
    /// A module's place.
    struct Module: Hashable, Sendable {
        var row: Int
        var column: Int
    }

    /// Modules along each side.
    static let side = 25
    /// Bits of the 28 data codewords, which come first.
    static let dataBits = 224
    /// Bits of those that the mark's text fills; the rest is padding.
    static let textBits = 217

    /// The modules of the data codewords, in the order of their bits.
    static let data: [Module] = {
        var modules: [Module] = []
        var upwards = true
        for right in [24, 22, 20, 18, 16, 14, 12, 10, 8, 5, 3, 1] {
            for step in 0..<side {
                let row = upwards ? side - 1 - step : step
                for column in [right, right - 1] where !isFunction(row: row, column: column) {
                    modules.append(Module(row: row, column: column))
                }
            }
            upwards.toggle()
        }
        return Array(modules.prefix(dataBits))
    }()

    /// The modules of the format information beside the top left finder, the highest bit first.
    static let format: [Module] = (0..<15).reversed().map { bit in
        switch bit {
        case 0...5: Module(row: bit, column: 8)
        case 6: Module(row: 7, column: 8)
        case 7: Module(row: 8, column: 8)
        case 8: Module(row: 8, column: 7)
        default: Module(row: 8, column: 14 - bit)
        }
    }

    /// The top left modules of the three finder patterns: top left, top right, bottom left.
    static let finders = [Module(row: 0, column: 0), Module(row: 0, column: 18), Module(row: 18, column: 0)]

    /// Whether a module of a finder pattern, counted from its top left, is dark; row and column from -1 to 7 take in
    /// the white around it.
    static func finderIsDark(row: Int, column: Int) -> Bool {
        let ring = max(abs(row - 3), abs(column - 3))
        return ring != 2 && ring != 4
    }

    /// Whether a mask turns a module over.
    static func isTurned(_ module: Module, mask: Int) -> Bool {
        let (i, j) = (module.row, module.column)
        return switch mask {
        case 0: (i + j) % 2 == 0
        case 1: i % 2 == 0
        case 2: j % 3 == 0
        case 3: (i + j) % 3 == 0
        case 4: (i / 2 + j / 3) % 2 == 0
        case 5: i * j % 2 + i * j % 3 == 0
        case 6: (i * j % 2 + i * j % 3) % 2 == 0
        default: ((i + j) % 2 + i * j % 3) % 2 == 0
        }
    }

    /// For each mask, the data bits that it turns over.
    static let maskBits: [CodeBits] = (0..<8).map { mask in
        CodeBits(data.map { isTurned($0, mask: mask) })
    }

    /// The 15 bits of format information for each mask at correction level M.
    static let formats: [UInt16] = (0..<8).map { mask in
        var rest = UInt32(mask) << 10
        for bit in (10..<15).reversed() where rest >> UInt32(bit) & 1 == 1 {
            rest ^= 0b101_0011_0111 << UInt32(bit - 10)
        }
        return UInt16(UInt32(mask) << 10 | rest) ^ 0b101_0100_0001_0010
    }

    /// The mask whose format information is nearest to what was sampled; nil when it is more than 3 bits away.
    static func mask(ofFormat sampled: UInt16) -> Int? {
        formats.firstIndex { ($0 ^ sampled).nonzeroBitCount <= 3 }
    }

    private static func isFunction(row: Int, column: Int) -> Bool {
        let nearStart = (row < 9, column < 9)
        let nearEnd = (row >= side - 8, column >= side - 8)
        let inFinder = nearStart.0 && (nearStart.1 || nearEnd.1) || nearEnd.0 && nearStart.1
        let inAlignment = abs(row - 18) <= 2 && abs(column - 18) <= 2
        return inFinder || inAlignment || row == 6 || column == 6
    }
}
