import Testing

@testable import WebClient

@Suite struct IPAddressTests {
    @Test(arguments: [
        ("1.1.1.1", true), ("8.8.8.8", true), ("2606:4700::1111", true), ("100.63.255.255", true),
        ("100.128.0.0", true), ("172.15.0.1", true), ("172.32.0.1", true), ("223.255.255.255", true),
        ("127.0.0.1", false), ("127.255.255.254", false), ("0.0.0.0", false), ("10.0.0.1", false),
        ("172.16.0.1", false), ("172.31.255.255", false), ("192.168.1.1", false), ("169.254.169.254", false),
        ("100.64.0.1", false), ("198.18.0.1", false), ("224.0.0.1", false), ("255.255.255.255", false),
        ("::1", false), ("::", false), ("fe80::1", false), ("fd00:ec2::254", false), ("ff02::1", false),
        ("2001:db8::1", false), ("::ffff:127.0.0.1", false), ("::ffff:8.8.8.8", true),
        ("64:ff9b::10.0.0.1", false), ("64:ff9b::8.8.8.8", true), ("2002:7f00:1::", false), ("2002:808:808::", true),
        ("::7f00:1", false), ("::ffff:0:7f00:1", false), ("192.88.99.1", false), ("192.88.98.1", true),
    ])
    func knowsWhatIsPublic(text: String, isPublic: Bool) throws {
        #expect(try #require(IPAddress(text)).isPublic == isPublic)
    }

    @Test(arguments: [
        "", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.4.5", "1.2.3", "::g", "[::1]", "localhost", "1.2.3.4 ",
    ])
    func readsTheUsualTextOnly(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func oneAddressHasOneForm() throws {
        #expect(IPAddress("::ffff:10.0.0.1") == IPAddress("10.0.0.1"))
        #expect(try #require(IPAddress("2606:4700:0:0:0:0:0:1111")).description == "2606:4700::1111")
        #expect(try #require(IPAddress("10.0.0.1")).description == "10.0.0.1")
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
        #expect(IPAddress(bytes: [1, 2, 3, 4])?.description == "1.2.3.4")
    }
}
