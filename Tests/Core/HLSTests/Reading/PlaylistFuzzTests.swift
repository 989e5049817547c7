import HLS
import LabModel
import LabTesting
import Testing

/// Playlists as servers write them, broken by chance: they are read or refused, never anything else.
@Suite(.heavy) struct PlaylistFuzzTests {
    private static let originals = [
        MediaPlaylistTests.full, MultivariantPlaylistTests.text,
        LiveWindowTests.window(frames: 30 * 9 + 14).playlist(lowLatency: true).text,
        LiveWindowTests.window(frames: 30 * 15 + 14).playlist(lowLatency: true, skipping: true).text,
    ]

    /// The playlists of one stream, four frames apart.
    private static let moments = {
        var window = LiveWindowTests.window(frames: 60)
        var maker = FrameMaker(rate: .thirty, keyframeInterval: 30)
        for _ in 0..<60 { _ = maker.next() }
        return (0..<150).map { _ in
            for _ in 0..<4 { window.append(maker.next()) }
            return window.playlist(lowLatency: true).text
        }
    }()

    private static let pieces = [
        "#EXT-X-PART:", "#EXTINF:", "\n", ",", "=", "\"", "@", ":", ".", "-1", "99999999999999999999", "0", "YES",
        "URI=\"a\"",
        "#EXT-X-SKIP:SKIPPED-SEGMENTS=", "#EXT-X-BYTERANGE:", "#EXT-X-STREAM-INF:BANDWIDTH=1\n", "ä", "\u{0}",
        "#EXT-X-ENDLIST\n",
    ]

    private static func broken(_ text: String, using chance: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &chance) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            switch Int.random(in: 0..<5, using: &chance) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &chance)
            case 1: bytes.insert(contentsOf: (pieces.randomElement(using: &chance) ?? "").utf8, at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...80, using: &chance)))
            case 3:
                let end = min(bytes.count, place + Int.random(in: 1...200, using: &chance))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &chance))
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }

    @Test func brokenPlaylistsAreReadOrRefused() throws {
        var chance = SeededGenerator(seed: 11)
        var read = 0
        for number in 0..<500 {
            let bytes = Self.broken(Self.originals[number % Self.originals.count], using: &chance)
            let playlist: Playlist
            do {
                playlist = try Playlist.parse(bytes)
            } catch {
                #expect(!error.description.isEmpty)
                continue
            }
            read += 1
            // What was understood is written so that it is understood again.
            #expect(try Playlist.parse(Array(playlist.text.utf8)).text == playlist.text)
        }
        // Both happen, or nothing was tested.
        #expect((20..<480).contains(read))
    }

    @Test func randomTextIsRefused() {
        var chance = SeededGenerator(seed: 12)
        for _ in 0..<150 {
            let text = (0..<Int.random(in: 0...30, using: &chance)).map { _ in
                Self.pieces.randomElement(using: &chance) ?? ""
            }
            _ = try? Playlist.parse(Array(("#EXTM3U\n" + text.joined()).utf8))
        }
        #expect(throws: PlaylistError.self) { try Playlist.parse(Array(repeating: 0, count: 1 << 20)) }
    }

    /// A client that is answered with broken playlists keeps its limits and its order.
    @Test(arguments: 0..<3)
    func aClientSurvivesBrokenPlaylists(seed: Int) {
        var chance = SeededGenerator(seed: UInt64(seed))
        var client = LiveClient(url: "http://a/x.m3u8")
        var open: [MediaRequest] = []
        var loads: [PlaylistRequest] = []
        var ids: Set<Int> = []
        var places = -1
        for step in 0..<150 {
            let now = MonotonicTime(nanoseconds: Int64(step) * 130_000_000)
            let actions = client.next(at: now)
            #expect(actions.count < 100)
            for action in actions {
                switch action {
                case .playlist(let request):
                    #expect(ids.insert(request.id).inserted)
                    loads.append(request)
                case .media(let request):
                    #expect(ids.insert(request.id).inserted)
                    #expect(request.url.hasPrefix("http"))
                    places = max(places, request.place)
                    open.append(request)
                case .cancel(let id):
                    open.removeAll { $0.id == id }
                    loads.removeAll { $0.id == id }
                case .passOver(let place): #expect(place <= places)
                case .listed, .note, .end: break
                }
            }
            // A map comes beside the media that needs it.
            #expect(open.count <= 7)
            #expect(loads.count <= 1)
            if let load = loads.popLast() {
                let window = Self.moments[step]
                let bytes =
                    step < 3 || Bool.random(using: &chance) ? Array(window.utf8) : Self.broken(window, using: &chance)
                client.received(playlist: bytes, of: load.id, finalURL: load.url, at: now)
            }
            if let request = open.randomElement(using: &chance) {
                open.removeAll { $0.id == request.id }
                Int.random(in: 0..<4, using: &chance) == 0
                    ? client.failed(request: request.id, .status(404), at: now)
                    : client.finished(media: request.id, size: ByteCount(9), at: now)
            }
        }
        #expect(places > 5)
    }
}
