/// The SHA-256 of bytes that come in parts (FIPS 180-4).
struct SHA256 {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    private var block: [UInt8] = []
    private var length: UInt64 = 0

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = primes(64).map { prime in
        fraction(ofRoot: prime)
    }

    /// Adds bytes.
    mutating func update(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            block.append(byte)
            length &+= 1
            if block.count == 64 {
                compress()
            }
        }
    }

    /// Ends the message.
    /// - Returns: 64 hexadecimal digits in lower case.
    mutating func finish() -> String {
        let bits = length &* 8
        update([0x80])
        while block.count != 56 {
            update([0])
        }
        update((0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) })
        return state.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }.joined()
    }

    private mutating func compress() {
        var words = [UInt32](repeating: 0, count: 64)
        for index in 0..<16 {
            words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(block[index * 4 + $1]) }
        }
        for index in 16..<64 {
            let (early, late) = (words[index - 15], words[index - 2])
            let first = early.rotated(7) ^ early.rotated(18) ^ (early >> 3)
            let second = late.rotated(17) ^ late.rotated(19) ^ (late >> 10)
            words[index] = words[index - 16] &+ first &+ words[index - 7] &+ second
        }
        block.removeAll(keepingCapacity: true)
        var work = state
        for index in 0..<64 {
            Self.round(&work, word: words[index] &+ Self.constants[index])
        }
        for index in 0..<8 {
            state[index] = state[index] &+ work[index]
        }
    }

    private static func round(_ work: inout [UInt32], word: UInt32) {
        let upper = work[4].rotated(6) ^ work[4].rotated(11) ^ work[4].rotated(25)
        let choice = (work[4] & work[5]) ^ (~work[4] & work[6])
        let first = work[7] &+ upper &+ choice &+ word
        let lower = work[0].rotated(2) ^ work[0].rotated(13) ^ work[0].rotated(22)
        let majority = (work[0] & work[1]) ^ (work[0] & work[2]) ^ (work[1] & work[2])
        work = [first &+ lower &+ majority, work[0], work[1], work[2], work[3] &+ first, work[4], work[5], work[6]]
    }

    private static func primes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ !candidate.isMultiple(of: $0) }) {
                primes.append(candidate)
            }
            candidate += 1
        }
        return primes
    }

    /// The first 32 bits after the point of a number's cube root: the largest r with r³ ≤ number · 2^96, modulo 2^32.
    private static func fraction(ofRoot number: UInt64) -> UInt32 {
        var root: UInt64 = 0
        for bit in stride(from: UInt64(35), through: 0, by: -1) {
            let trial = root | 1 << bit
            if UInt128(trial) * UInt128(trial) * UInt128(trial) <= UInt128(number) << 96 {
                root = trial
            }
        }
        return UInt32(truncatingIfNeeded: root)
    }
}

extension UInt32 {
    fileprivate func rotated(_ bits: UInt32) -> UInt32 {
        self >> bits | self << (32 - bits)
    }
}
