import LabModel
import LabTesting
import Testing

@testable import Relaying

@Suite struct RelayRouteTests {
    @Test(
        arguments: [
            ("http://host/live.ts", "host", 80, "http://127.0.0.1:9/live.ts"),
            ("HTTP://host:8080", "host", 8_080, "HTTP://127.0.0.1:9"),
            (
                "http://u:p%40@[::1]:8080/a%20b?key=ä&x=@:/#f", "::1", 8_080,
                "http://u:p%40@127.0.0.1:9/a%20b?key=ä&x=@:/#f"
            ),
            ("http://h:81?a=b", "h", 81, "http://127.0.0.1:9?a=b"),
            ("rtmp://ingest.example/app/key", "ingest.example", 1_935, "rtmp://127.0.0.1:9/app/key"),
            ("rtsp://cam:8554/x?tcp", "cam", 8_554, "rtsp://127.0.0.1:9/x?tcp"),
            ("rtsp://cam/x?a=1&rtsp_transport=tcp", "cam", 554, "rtsp://127.0.0.1:9/x?a=1&rtsp_transport=tcp"),
        ]
    )
    func connectionsAreRedirected(url: String, host: String, port: Int, through: String) throws {
        for use in [RelayedAddress.Use.playing, .fetching, .pushing] {
            let route = try RelayRoute(url, for: use)
            #expect(route.host == host && route.port == port && route.transport == .tcp && !route.isListening)
            #expect(route.url(port: 9) == through)
        }
    }

    @Test(
        arguments: [
            ("srt://host:9000?latency=1&passphrase=x", true, false), ("srt://host:9000?mode=caller", false, false),
            ("srt://:9000?mode=listener", true, true), ("srt://0.0.0.0:9000?a=b&mode=listener", false, true),
            ("udp://host:9000", false, false), ("udp://@:9000", true, true),
            ("udp://127.0.0.1:9000?pkt_size=1316", true, true),
        ]
    )
    func datagramsAreRedirected(url: String, isReceiving: Bool, isListening: Bool) throws {
        let route = try RelayRoute(url, for: isReceiving ? .playing : .pushing)
        #expect(route.transport == .udp && route.port == 9_000 && route.isListening == isListening)
        let query = url.contains("?") ? "?" + url.split(separator: "?")[1] : ""
        let user = url.contains("@") ? "@" : ""
        #expect(route.url(port: 7) == "\(url.prefix(3))://\(user)127.0.0.1:7\(query)")
    }

    @Test(
        arguments: [
            ("", "", .noNetwork), ("-", "-", .noNetwork), ("/tmp/a.ts", "/tmp/a.ts", .noNetwork),
            ("file:///tmp/a.ts", "file://…", .noNetwork), ("http:///path", "http://", .noNetwork),
            ("https://host/a?key=secret", "https://host", .encrypted),
            ("rtmps://u:secret@host/app/key", "rtmps://host", .encrypted),
            ("rtsp://u:secret@cam/x?transport=UDP", "rtsp://cam", .negotiatedPorts),
            ("rtsp://cam/x?udp", "rtsp://cam", .negotiatedPorts),
            ("rtsp://cam/x?tcp&rtsp_transport=udp", "rtsp://cam", .negotiatedPorts),
            ("rtsp://cam/x?tcp&udp_multicast", "rtsp://cam", .negotiatedPorts),
            ("rtp://host:5004", "rtp://host:5004", .secondPort), ("srt://host", "srt://host", .noPort),
            ("udp://host:99999", "udp://host:99999", .badPort), ("http://host:x/", "http://host:x", .badPort),
            ("srt://host:0", "srt://host:0", .badPort), ("http://[::1]x/", "http://[::1]x", .badPort),
            ("udp://239.1.2.3:5000", "udp://239.1.2.3:5000", .multicast),
            ("udp://[ff02::1]:5000", "udp://[ff02::1]:5000", .multicast),
            ("ftp://host/x", "ftp://host", .unknownScheme("ftp")),
            ("udp://:5000", "udp://:5000", .noNetwork),
        ] as [(String, String, RouteFault)]
    )
    func othersAreRefusedWithoutSecrets(url: String, place: String, fault: RouteFault) {
        #expect(throws: RelayError.cannotRelay(address: place, fault)) {
            try RelayRoute(url, for: .pushing)
        }
    }

    @Test(
        arguments: ["rtsp://cam:8554/x", "rtsp://cam:8554/x?transport=tcp", "rtsp://cam:8554/x?key=udp"],
        [RelayedAddress.Use.playing, .pushing]
    )
    func sessionsGoByTCPUnlessToldOtherwise(url: String, use: RelayedAddress.Use) throws {
        let route = try RelayRoute(url, for: use)
        #expect(route.transport == .tcp && route.port == 8_554 && route.host == "cam")
        #expect(route.url(port: 9) == url.replacing("cam:8554", with: "127.0.0.1:9"))
    }

    @Test func encryptedStreamsGoThroughWhereTheyAreFetchedHere() throws {
        let route = try RelayRoute("https://u:p@cdn/live.m3u8?k=v", for: .fetching)
        #expect(route.transport == .tcp && route.port == 443 && route.host == "cdn" && !route.isListening)
        #expect(throws: RelayError.cannotRelay(address: "https://cdn", .encryptedStream)) {
            try RelayRoute("https://u:p@cdn/live.ts?k=v", for: .playing)
        }
        #expect(throws: RelayError.cannotRelay(address: "rtmps://cdn", .encrypted)) {
            try RelayRoute("rtmps://u:p@cdn/app/key", for: .fetching)
        }
    }

    @Test func noisyAddressesAreTakenApartOrRefused() throws {
        var random = SeededGenerator(seed: 2)
        let addresses = [
            "http://u:p@h:80/a?b=c#d", "srt://h:9000?mode=listener", "udp://@:5000", "rtsp://[::1]:554/x?tcp",
        ]
        let noise: [Character] = [":", "/", "?", "@", "[", "]", "#", "é", "%", "0", " "]
        var routes = 0
        for _ in 0..<2_000 {
            var text = Array(addresses.randomElement(using: &random) ?? "")
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                text[place] = noise.randomElement(using: &random) ?? "x"
            }
            guard let route = try? RelayRoute(String(text), for: Bool.random(using: &random) ? .playing : .pushing)
            else { continue }
            routes += 1
            #expect((1...65_535).contains(route.port))
            let again = try RelayRoute(route.url(port: 4_242), for: .pushing)
            #expect(again.port == 4_242 && again.host == "127.0.0.1")
        }
        #expect(routes > 500)
    }
}
