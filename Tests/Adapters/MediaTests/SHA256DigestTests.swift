import Media
import Testing

@Suite struct SHA256DigestTests {
    private func digest(_ parts: [[UInt8]]) throws -> String {
        guard var digest = SHA256Digest() else {
            throw NoMemory()
        }
        for part in parts {
            digest.update(part)
        }
        return digest.finish()
    }

    private struct NoMemory: Error {}

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func theStandardsOwnExamples(_ text: String, _ expected: String) throws {
        #expect(try digest([Array(text.utf8)]) == expected)
    }

    @Test func partsOfAnyLengthGiveTheSame() throws {
        let parts = stride(from: 0, to: 100_000, by: 7_919).map { start in
            [UInt8](repeating: 97, count: min(7_919, 100_000 - start))
        }
        #expect(try digest(parts) == "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee")
    }
}
