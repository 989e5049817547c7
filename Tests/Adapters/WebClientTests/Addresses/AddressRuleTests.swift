import Testing

@testable import WebClient

@Suite struct AddressRuleTests {
    private func addresses(_ texts: String...) -> [IPAddress] {
        texts.compactMap { IPAddress($0) }
    }

    @Test func publicAddressesArePermitted() {
        var rule = AddressRule(origin: "example.com")
        #expect(rule.permitted(addresses("8.8.8.8"), of: "cdn.example.net") == addresses("8.8.8.8"))
        #expect(rule.permitted(addresses("10.0.0.1"), of: "cdn.example.net") == [])
        #expect(rule.permitted(addresses("10.0.0.1", "8.8.8.8"), of: "both") == addresses("8.8.8.8"))
    }

    @Test func theNamedHostMayBeAnywhere() {
        var rule = AddressRule(origin: "Camera.lan")
        #expect(rule.permitted(addresses("10.0.0.7"), of: "camera.LAN") == addresses("10.0.0.7"))
        // The same machine by its number, and none of its neighbours.
        #expect(rule.permitted(addresses("10.0.0.7"), of: "10.0.0.7") == addresses("10.0.0.7"))
        #expect(rule.permitted(addresses("10.0.0.8"), of: "10.0.0.8") == [])
    }

    @Test func aNameThatMovesInwardsIsNotFollowed() {
        var rule = AddressRule(origin: "example.com")
        #expect(rule.permitted(addresses("8.8.8.8"), of: "example.com") == addresses("8.8.8.8"))
        #expect(rule.permitted(addresses("127.0.0.1"), of: "example.com") == [])
        #expect(rule.permitted(addresses("9.9.9.9"), of: "example.com") == addresses("9.9.9.9"))
    }

    @Test func withoutANamedHostOnlyPublicOnesAre() {
        var rule = AddressRule(origin: nil)
        #expect(rule.permitted(addresses("127.0.0.1"), of: "127.0.0.1") == [])
    }

    @Test func whatWasAllowedIsPermitted() throws {
        let block = try #require(AllowedAddress("10.1.0.0/16"))
        var rule = AddressRule(origin: "example.com", allowed: [block, .host("inner")])
        #expect(rule.permitted(addresses("10.1.2.3"), of: "x") == addresses("10.1.2.3"))
        #expect(rule.permitted(addresses("10.2.2.3"), of: "x") == [])
        #expect(rule.permitted(addresses("192.168.0.1"), of: "INNER") == addresses("192.168.0.1"))
    }
}
