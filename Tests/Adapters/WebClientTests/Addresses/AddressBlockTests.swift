import LabTesting
import Testing

@testable import WebClient

@Suite struct AddressBlockTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.0.0.1", "10.0.0.1", true),
        ("10.0.0.1", "10.0.0.2", false), ("192.168.4.0/22", "192.168.7.255", true),
        ("192.168.4.0/22", "192.168.8.0", false), ("0.0.0.0/0", "9.9.9.9", true), ("0.0.0.0/0", "::1", false),
        ("fe80::/10", "febf::1", true), ("fe80::/10", "fec0::1", false), ("10.0.0.0/8", "::ffff:10.1.1.1", true),
    ])
    func holdsWhatBeginsTheSame(block: String, address: String, isInside: Bool) throws {
        let block = try #require(AddressBlock(block))
        #expect(block.contains(try #require(IPAddress(address))) == isInside)
    }

    @Test(arguments: [
        "", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "10/8", "::/129", "a/8", "10.0.0.0/٨",
    ])
    func readsNothingElse(text: String) {
        #expect(AddressBlock(text) == nil)
    }

    /// Bit by bit, as slowly as can be.
    @Test func agreesWithTheSlowWay() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let start = (0..<4).map { _ in UInt8.random(in: 0...255, using: &random) }
            let length = Int.random(in: 0...32, using: &random)
            var other = start
            other[Int.random(in: 0..<4, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            let bits = { (bytes: [UInt8]) in bytes.flatMap { byte in (0..<8).map { byte >> (7 - UInt8($0)) & 1 } } }
            let text = start.map { String($0) }.joined(separator: ".") + "/\(length)"
            let block = try #require(AddressBlock(text))
            let expected = bits(start).prefix(length).elementsEqual(bits(other).prefix(length))
            #expect(block.contains(try #require(IPAddress(bytes: other))) == expected)
        }
    }
}
