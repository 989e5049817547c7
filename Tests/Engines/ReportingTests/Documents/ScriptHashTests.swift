import Testing

@testable import Reporting

@Suite struct ScriptHashTests {
    private func hexadecimal(_ text: String) -> String {
        ScriptHash.digest(Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// The examples of FIPS 180-4.
    @Test func publishedVectors() {
        #expect(hexadecimal("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(hexadecimal("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            hexadecimal("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        )
    }

    /// Every length about the ends of blocks has its own digest of 32 bytes.
    @Test func blocksEndAnywhere() {
        let digests = (54...130).map { hexadecimal(String(repeating: "a", count: $0)) }
        #expect(Set(digests).count == digests.count && digests.allSatisfy { $0.count == 64 })
        #expect(digests[10] == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb")
    }

    @Test func policiesNameItInBase64() {
        #expect(ScriptHash.source(of: "") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }
}
