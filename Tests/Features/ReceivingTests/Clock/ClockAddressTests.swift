import Testing

@testable import Receiving

@Suite struct ClockAddressTests {
    @Test func partsOfAnAddress() throws {
        let address = try #require(ClockAddress("http://[::1]:8080/clock"))
        #expect(address.host == "::1" && address.port == 8_080)
        #expect(
            String(decoding: address.request(t1: -5), as: UTF8.self)
                == "GET /clock?t1=-5 HTTP/1.1\r\nHost: [::1]:8080\r\nAccept: application/json\r\n\r\n"
        )
        let second = try #require(ClockAddress("HTTP://lab.example?token=a%20b"))
        #expect(second.port == 80)
        #expect(String(decoding: second.request(t1: 1), as: UTF8.self).hasPrefix("GET /?token=a%20b&t1=1 HTTP/1.1\r\n"))
    }

    @Test(arguments: ["https://a/clock", "http://u:p@a/clock", "ntp://a", "/clock", "http://", "http://a:0/", ""])
    func everythingElseIsForOthers(_ url: String) {
        #expect(ClockAddress(url) == nil)
    }

    @Test(arguments: [
        ("ntp://time.example.org", "time.example.org", 123), ("ntp://10.0.0.1:8080/", "10.0.0.1", 8_080),
        ("NTP://[::1]:99", "::1", 99),
    ])
    func timeServers(_ url: String, _ host: String, _ port: Int) throws {
        let server = try #require(NTPServer(url))
        #expect(server.host == host && server.port == port)
        #expect(NTPServer(server.url) == server)
        #expect(ClockChoice(url) == .ntp(server))
        #expect(ClockChoice.ntp(server).name == server.url)
    }

    @Test(arguments: [
        "ntp://", "ntp://a/b", "ntp://a?x=1", "ntp://u@a", "ntp://a:0", "ntp://a:70000", "ntps://a", "mine",
    ])
    func whatIsNoTimeServer(_ url: String) {
        #expect(NTPServer(url) == nil)
        #expect(ClockChoice(url) == nil)
    }
}
