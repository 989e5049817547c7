import Foundation
import LabModel
import LabTesting
import Testing

@testable import Measuring

@Suite struct ProvidersFileTests {
    private func parse(_ text: String) throws(ProvidersError) -> [Provider] {
        try ProvidersFile.parse(Array(text.utf8), path: "p.yaml").map(\.provider)
    }

    private func complaint(_ text: String) -> String {
        do throws(ProvidersError) {
            _ = try parse(text)
            return "nothing"
        } catch {
            #expect(error.exitStatus == .usage)
            return "\(error)"
        }
    }

    private static let whole = """
        providers:
          - name: acme
            push:
              - rtmp://ingest.example/live/${ACME_KEY}
              - srt://ingest.example:9000?streamid=#!::r=${ACME_KEY},m=publish
            playback: https://play.example/${ACME_KEY}/stream.m3u8
            protocol: hls
            prices:
              currency: EUR
              date: 2026-11-01
              per_hour: 0.5
              per_gb_in: 0
              per_gb_out: 5.0e-2
              per_viewer_hour: 0.01
            notes: "Frankfurt: R & D plan"
          - {name: own, playback: /hls/stream.m3u8}
        """

    @Test func readsEveryField() throws {
        let providers = try parse(Self.whole)
        var prices = PriceList(currency: "EUR")
        (prices.date, prices.perHour, prices.perGigabyteIn) = ("2026-11-01", 0.5, 0)
        (prices.perGigabyteOut, prices.perViewerHour) = (0.05, 0.01)
        let acme = Provider(
            name: "acme",
            push: [
                "rtmp://ingest.example/live/${ACME_KEY}",
                "srt://ingest.example:9000?streamid=#!::r=${ACME_KEY},m=publish",
            ],
            playback: "https://play.example/${ACME_KEY}/stream.m3u8",
            playbackProtocol: .hls,
            prices: prices,
            notes: "Frankfurt: R & D plan"
        )
        #expect(providers == [acme, Provider(name: "own", playback: "/hls/stream.m3u8")])
    }

    @Test func readsJSONToo() throws {
        let json = """
            {
            \t"providers": [
            \t\t{"name": "a.b_c-1", "push": "rtmp://h/live/x", "playback": "http://h/x.mpd", "protocol": "dash"}
            \t]
            }
            """
        let provider = Provider(
            name: "a.b_c-1",
            push: ["rtmp://h/live/x"],
            playback: "http://h/x.mpd",
            playbackProtocol: .dash
        )
        #expect(try parse(json) == [provider])
    }

    @Test(arguments: [
        ("", "providers is missing: p.yaml:1:1. Add it."),
        ("[]", "the file is not a mapping: p.yaml:1:1. See docs/formats.md."),
        ("provider: []", "unknown key \"provider\": p.yaml:1:1. Known are providers."),
        ("providers: x", "providers is not a list: p.yaml:1:12. See docs/formats.md."),
        ("providers:\n  - x", "a provider is not a mapping: p.yaml:2:5. See docs/formats.md."),
        ("providers:\n  - playback: /a", "name is missing: p.yaml:2:5. Add it."),
        ("providers:\n  - name: a", "playback is missing: p.yaml:2:5. Add it."),
        ("providers:\n  - name: 12\n    playback: /a", "name is not a text: p.yaml:2:11. See docs/formats.md."),
        ("providers:\n  - name:\n    playback: /a", "name is not a text: p.yaml:2:10. See docs/formats.md."),
        (
            "providers:\n  - name: a b\n    playback: /a",
            "\"a b\" is not a provider's name: p.yaml:2:11. "
                + "Take 1 to 64 letters, digits, dots, underscores and hyphens."
        ),
        (
            "providers:\n  - name: hls\n    playback: /a",
            "\"hls\" is built in: p.yaml:2:11. Choose another name."
        ),
        (
            "providers:\n  - name: a\n    playback: /a\n  - playback: /a\n    name: a",
            "a second provider is called \"a\": p.yaml:5:11. The first stands in line 2: choose another name."
        ),
        (
            "providers:\n  - name: a\n    playbck: /a",
            "unknown key \"playbck\": p.yaml:3:5. Known are name, push, playback, protocol, prices, notes."
        ),
        (
            "providers:\n  - name: a\n    playback: [x]",
            "playback is not a text: p.yaml:3:15. See docs/formats.md."
        ),
        (
            "providers:\n  - name: a\n    playback: h264",
            "playback is no address that can be used: it begins with no scheme such as https://: p.yaml:3:15. "
                + "Write it as docs/formats.md shows."
        ),
        (
            "providers:\n  - name: a\n    playback: file:///etc/passwd",
            "playback is no address that can be used: its scheme is none of http, https, rtmp, rtmps, srt, rtsp, rtsps, "
                + "udp, rtp, tcp: p.yaml:3:15. Write it as docs/formats.md shows."
        ),
        (
            "providers:\n  - name: a\n    playback: http://h/a\n    push: [gopher://h]",
            "push is no address that can be used: its scheme is none of rtmp, rtmps, srt, rtsp, rtsps, udp, rtp, http, "
                + "https: p.yaml:4:12. Write it as docs/formats.md shows."
        ),
        (
            "providers:\n  - name: a\n    playback: http://h/$KEY",
            "a $ names no secret: nothing in braces stands behind it: p.yaml:3:15. "
                + "Write ${KEY} for a variable of the environment, and $$ for a $."
        ),
        (
            "providers:\n  - name: a\n    playback: http://h/${K-1}",
            "a $ names no secret: \"K-1\" is no name of a variable: p.yaml:3:15. "
                + "Write ${KEY} for a variable of the environment, and $$ for a $."
        ),
        (
            "providers:\n  - name: a\n    playback: http://h/a\n    protocol: srt",
            "playback is no address that can be used: srt is not played from http: p.yaml:3:15. "
                + "Write it as docs/formats.md shows."
        ),
        (
            "providers:\n  - name: a\n    playback: http://h/a\n    protocol: webrtc",
            "protocol is not one of auto, ts, mp4, mjpeg, hls, ll-hls, dash, rtmp, srt, rtsp, udp: p.yaml:4:15. "
                + "See docs/formats.md."
        ),
        (
            "providers:\n  - name: a\n    playback: /a\n    prices: {per_hour: 1}",
            "currency is missing: p.yaml:4:13. Add it."
        ),
        (
            "providers:\n  - name: a\n    playback: /a\n    prices: {currency: usd}",
            "currency is not three capital letters such as USD: p.yaml:4:24. See docs/formats.md."
        ),
        (
            "providers:\n  - name: a\n    playback: /a\n    prices: {currency: USD, per_hour: '1'}",
            "per_hour is not a number from 0 without quotes: p.yaml:4:39. See docs/formats.md."
        ),
        (
            "providers:\n  - name: a\n    playback: /a\n    prices: {currency: USD, per_gb_out: -1}",
            "per_gb_out is not a number from 0 without quotes: p.yaml:4:41. See docs/formats.md."
        ),
        (
            "providers:\n  - name: a\n    playback: /a\n    prices: {currency: USD, date: 21.11.2026}",
            "date is not a day such as 2026-11-21: p.yaml:4:35. See docs/formats.md."
        ),
    ])
    func saysWhatIsWrongAndWhere(_ text: String, _ error: String) {
        #expect(complaint(text) == error)
    }

    @Test(arguments: [
        ("providers: [", "p.yaml:2:1"),
        ("providers:\n\t- name: a", "p.yaml:2:1"),
        ("a: b: c", "p.yaml:1:5"),
        ("providers: []\nproviders: []", "p.yaml:1:1"),
        ("providers: []\n---\nproviders: []", "p.yaml:2:1"),
        ("providers: [*a]", "p.yaml:1:13"),
    ])
    func saysWhereItIsNoYAML(_ text: String, _ place: String) {
        let complaint = complaint(text)
        #expect(complaint.hasPrefix("neither YAML nor JSON: "))
        #expect(
            complaint.hasSuffix(": \(place). docs/formats.md shows what a file of providers looks like."),
            "\(complaint)"
        )
    }

    @Test func errorsTellNoAddressAndNoText() {
        let broken = Self.whole.replacing("https://play.example", with: "https//hunter2222")
        #expect(!complaint(broken).contains("hunter2222"))
        #expect(!complaint(Self.whole + "\n  hunter2222: [").contains("hunter2222"))
    }

    @Test func hasLimits() {
        let entry = "  - {name: N, playback: /a}\n"
        let many = (0...ProvidersFile.providerLimit).map { entry.replacing("N", with: "n\($0)") }.joined()
        #expect(complaint("providers:\n" + many) == "201 providers in one file: p.yaml:2:3. Write at most 200.")
        let pushes = Array(repeating: "rtmp://h/a", count: 9).joined(separator: ", ")
        #expect(
            complaint("providers:\n  - {name: a, playback: /a, push: [\(pushes)]}")
                == "9 push addresses: p.yaml:2:35. Write at most 8."
        )
        let long = String(repeating: "x", count: 2_001)
        #expect(
            complaint("providers:\n  - {name: a, playback: /\(long)}")
                == "playback is longer than 2000 characters: p.yaml:2:25. Shorten it."
        )
        #expect(
            complaint(String(repeating: "#", count: 262_145))
                == "cannot read the providers: it is larger than 256 KiB: p.yaml. Name another file with --providers."
        )
    }

    @Test func readsFilesAndSaysWhyItCannot() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ProvidersError.unreadable(path: "/nowhere/p.yaml", reason: "No such file or directory")) {
            try ProvidersFile.read("/nowhere/p.yaml")
        }
        #expect(throws: ProvidersError.unreadable(path: folder.path, reason: "it is no file")) {
            try ProvidersFile.read(folder.path)
        }
        try Data([0x70, 0xFF]).write(to: URL(filePath: folder.file("bad")))
        #expect(throws: ProvidersError.unreadable(path: folder.file("bad"), reason: "it is no UTF-8")) {
            try ProvidersFile.read(folder.file("bad"))
        }
        try Data(Self.whole.utf8).write(to: URL(filePath: folder.file("p.yaml")))
        #expect(try ProvidersFile.read(folder.file("p.yaml")).count == 2)
    }

    /// Whatever stands in a file: providers or an error with a place, soon, and no crash.
    @Test func survivesAnything() {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "- ", "? ", ": ", "[", "]", "{", "}", "\n", "  ", "\"", "'", "name", "${A}", "$", "!!x ", "|\n", "#", "a",
        ]
        for round in 0..<400 {
            var bytes = Array(Self.whole.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                if round.isMultiple(of: 2) {
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                } else {
                    bytes.insert(contentsOf: (pieces.randomElement(using: &random) ?? "").utf8, at: place)
                }
            }
            do throws(ProvidersError) {
                _ = try ProvidersFile.parse(bytes, path: "p.yaml")
            } catch {
                #expect(error.place?.hasPrefix("p.yaml") == true)
            }
        }
    }
}
