import Testing

@testable import Benchmarking

@Suite struct TransportCheckTests {
    private static let head = Array("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n".utf8)

    /// A picture of two packets at presentation time 2^32 + 3000, its length written.
    private func picture(counter: UInt8) -> [UInt8] {
        let length = 184 + 184 - 6
        let pes: [UInt8] = [0, 0, 1, 0xe0, UInt8(length >> 8), UInt8(length & 255), 0x80, 0x80, 5]
        let time: [UInt8] = [0x29, 0, 1, UInt8(3_000 >> 7), UInt8((3_000 & 127) << 1) | 1]
        let first: [UInt8] = [0x47, 0x41, 0, 0x10 | counter & 15] + pes + time
        let second: [UInt8] = [0x47, 0x01, 0, 0x10 | (counter + 1) & 15]
        return first + [UInt8](repeating: 7, count: 188 - first.count) + second
            + [UInt8](repeating: 7, count: 188 - second.count)
    }

    private func whole(_ bytes: [UInt8], piece: Int) -> (times: [Int64], missing: Int) {
        var check = TransportCheck()
        var times: [Int64] = []
        for start in stride(from: 0, to: bytes.count, by: piece) {
            Array(bytes[start..<min(bytes.count, start + piece)]).withUnsafeBytes { part in
                check.take(part) { times.append($0) }
            }
        }
        return (times, check.missing)
    }

    @Test(arguments: [1, 7, 188, 10_000]) func picturesAreWholeWithTheirLastByte(piece: Int) {
        let bytes = Self.head + picture(counter: 14) + picture(counter: 0)
        let found = whole(bytes, piece: piece)
        #expect(found.times == [4_294_970_296, 4_294_970_296])
        #expect(found.missing == 0)
        #expect(whole(Array(bytes.dropLast()), piece: piece).times.count == 1)
    }

    @Test func missingPacketsAreCounted() {
        #expect(whole(Self.head + picture(counter: 0) + picture(counter: 5), piece: 500).missing == 3)
        let cut = Array(picture(counter: 0).prefix(188)) + picture(counter: 2)
        #expect(whole(Self.head + cut, piece: 500).missing == 1)
        #expect(whole(Self.head + [UInt8](repeating: 0, count: 188), piece: 500).missing == 1)
    }
}
