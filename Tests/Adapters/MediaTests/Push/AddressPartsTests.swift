import Testing

@testable import Media

@Suite struct AddressPartsTests {
    @Test func takesAnAddressApartAndPutsItTogether() throws {
        let text = "rtsp://us%20er:pa:ss@[fe80::1]:8554/a/b?x=1&y&z=a=b"
        let parts = try #require(AddressParts(text))
        #expect(parts.scheme == "rtsp")
        #expect(parts.userInfo == "us%20er:pa:ss")
        #expect(parts.host == "fe80::1")
        #expect(parts.port == 8_554)
        #expect(parts.path == "/a/b")
        #expect(parts.query.map(\.name) == ["x", "y", "z"])
        #expect(parts.query.map(\.value) == ["1", "", "a=b"])
        #expect(parts.text(query: parts.query) == text)
    }

    @Test(arguments: [
        "h/x", "http://h:0/", "http://h:70000/", "http://h:x/", "http://[::1]x/", "http://a b/", "http://a\u{7}/",
    ])
    func whatIsNoAddressIsNone(text: String) {
        #expect(AddressParts(text) == nil)
    }

    @Test(arguments: [("a%20b", "a b"), ("%zz", "%zz"), ("100%", "100%"), ("%C3%BC", "ü"), ("a+b", "a+b"), ("", "")])
    func decodesCodesAndLeavesTheRest(text: String, decoded: String) {
        #expect(AddressParts.decoded(text) == decoded)
    }
}
