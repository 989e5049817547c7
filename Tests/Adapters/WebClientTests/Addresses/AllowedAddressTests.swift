import Testing
import WebClient

@Suite struct AllowedAddressTests {
    @Test func readsHostsAddressesAndBlocks() throws {
        #expect(AllowedAddress("Camera.lan") == .host("camera.lan"))
        #expect(AllowedAddress("localhost") == .host("localhost"))
        #expect(AllowedAddress("10.0.0.0/8") == .block(try #require(AddressBlock("10.0.0.0/8"))))
        #expect(AllowedAddress("::1") == .block(try #require(AddressBlock("::1/128"))))
    }

    @Test(arguments: ["camera.lan", "10.0.0.0/8", "192.0.2.7", "::1", "2001:db8::/32"])
    func isTheTextThatItWasReadFrom(text: String) throws {
        #expect("\(try #require(AllowedAddress(text)))" == text)
    }

    @Test(arguments: [
        "", "10.0.0.0/40", "a b", "http://host/", "host/8", "host:80", "1234", String(repeating: "a", count: 254),
    ])
    func readsNothingElse(text: String) {
        #expect(AllowedAddress(text) == nil)
    }
}
