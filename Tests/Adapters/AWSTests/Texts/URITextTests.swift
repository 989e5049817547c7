import Testing

@testable import AWS

struct URITextTests {
    @Test(arguments: [
        ("", ""), ("az09-._~", "az09-._~"), (" ", "%20"), ("+", "%2B"), ("a/b", "a%2Fb"), ("ü", "%C3%BC"),
        ("😀", "%F0%9F%98%80"), ("%41", "%2541"), ("\u{0}\n", "%00%0A"),
    ])
    func encodes(_ text: String, _ encoded: String) {
        #expect(URIText.encoded(text) == encoded)
    }

    @Test func keepsSlashesOfPaths() {
        #expect(URIText.encoded("/a b/c", keepingSlash: true) == "/a%20b/c")
    }

    @Test(arguments: [
        ("", "/"), ("/", "/"), ("//", "/"), ("/a/../b", "/b"), ("/../..", "/"), ("/./a/./", "/a/"),
        ("/a//b///", "/a/b/"),
        ("/a/b/..", "/a"), ("/...", "/..."),
    ])
    func normalizes(_ path: String, _ normal: String) {
        #expect(URIText.normalized(path) == normal)
    }
}
