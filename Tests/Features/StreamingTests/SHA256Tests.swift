import Testing

@testable import Streaming

@Suite("SHA-256")
struct SHA256Tests {
    private func digest(_ parts: [[UInt8]]) -> String {
        var digest = SHA256()
        for part in parts {
            digest.update(part)
        }
        return digest.finish()
    }

    @Test(
        "the standard's own examples",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ]
    )
    func examples(text: String, expected: String) {
        #expect(digest([Array(text.utf8)]) == expected)
    }

    @Test("a hundred thousand times a, in uneven parts")
    func manyParts() {
        let parts = stride(from: 0, to: 100_000, by: 7_919).map { start in
            [UInt8](repeating: 97, count: min(7_919, 100_000 - start))
        }
        #expect(digest(parts) == "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee")
    }
}
