/// CRC-32 as Ethernet, gzip and PNG use it: reflected, polynomial 0x04C11DB7, all ones before and inverted after.
struct CRC32 {
    private var register: UInt32 = .max

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in
            value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
        }
    }

    /// Takes in the lowest `count` bytes of a number, the highest of them first.
    mutating func append(_ value: UInt64, bytes count: Int) {
        Self.table.withUnsafeBufferPointer { table in
            for place in (0..<count).reversed() {
                let byte = UInt8(truncatingIfNeeded: value >> UInt64(8 * place))
                register = register >> 8 ^ table[Int(UInt8(truncatingIfNeeded: register) ^ byte)]
            }
        }
    }

    /// The checksum of what was taken in.
    var value: UInt32 {
        ~register
    }
}
