/// The only source of variety in the picture: a hash of small integers, equal on every machine.
enum IntegerHash {
    /// Mixes three numbers into 32 evenly spread bits.
    static func mix(_ seed: UInt32, _ first: UInt32, _ second: UInt32) -> UInt32 {
        var value = seed &* 0x9E37_79B1 ^ first &* 0x85EB_CA77 ^ second &* 0xC2B2_AE3D
        value ^= value >> 15
        value = value &* 0x2C1B_3C6D
        value ^= value >> 12
        value = value &* 0x297A_2D39
        value ^= value >> 15
        return value
    }
}
