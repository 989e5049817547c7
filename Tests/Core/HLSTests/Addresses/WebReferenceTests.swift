@testable import HLS
import LabTesting
import Testing

@Suite struct WebReferenceTests {
    /// RFC 3986, sections 5.4.1 and 5.4.2, over http; a fragment is never sent.
    @Test(arguments: [
        ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
        ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("#s", "http://a/b/c/d;p?q"),
        ("g#s", "http://a/b/c/g"), ("g?y#s", "http://a/b/c/g?y"), (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
        ("..", "http://a/b/"), ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
        ("../../", "http://a/"), ("../../g", "http://a/g"), ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"), ("g?y/../x", "http://a/b/c/g?y/../x"),
    ])
    func theExamplesOfTheRFC(reference: String, address: String) throws {
        #expect(try WebReference.resolve(reference, against: "http://a/b/c/d;p?q") == address)
    }

    @Test(arguments: [
        ("https://cdn.example:8443/x", "http://a", "https://cdn.example:8443/x"),
        ("HTTP://A/x", "http://b/", "http://A/x"), ("//cdn/x", "https://a/b", "https://cdn/x"),
        ("s1.m4s", "http://a", "http://a/s1.m4s"), ("s1.m4s", "http://a?token=1", "http://a/s1.m4s"),
        ("s1.m4s", "http://user:secret@a/b/c", "http://user:secret@a/b/s1.m4s"),
        ("a b.m4s", "http://a/", "http://a/a%20b.m4s"), ("ü.m4s?x=\"1\"", "http://a/", "http://a/%C3%BC.m4s?x=%221%22"),
        ("a%20b", "http://a/", "http://a/a%20b"), ("x?a=http://b/c", "http://a/", "http://a/x?a=http://b/c"),
        ("a/b:c", "http://a/", "http://a/a/b:c"), ("http://a", "http://b", "http://a/"),
    ])
    func whatPlaylistsReallyHold(reference: String, base: String, address: String) throws {
        #expect(try WebReference.resolve(reference, against: base) == address)
    }

    @Test(arguments: [
        ("file:///etc/passwd", "file"), ("FILE:/etc/passwd", "file"), ("data:text/plain,x", "data"),
        ("ftp://a/b", "ftp"), ("concat:a|b", "concat"), ("s1:0.m4s", "s1"), ("javascript:x", "javascript"),
    ])
    func onlyTheWebIsFollowed(reference: String, scheme: String) {
        #expect(throws: PlaylistError.forbiddenScheme(scheme)) {
            try WebReference.resolve(reference, against: "http://a/b")
        }
        #expect(throws: PlaylistError.self) { try WebReference.resolve("x", against: reference) }
    }

    @Test func whatIsNoAddressIsRefusedWithoutItsSecrets() {
        #expect(throws: PlaylistError.badAddress("/live/stream.m3u8")) {
            try WebReference.resolve("x", against: "/live/stream.m3u8?key=secret")
        }
        #expect(throws: PlaylistError.badAddress("http:x")) {
            try WebReference.resolve("http:x?key=s", against: "http://a/")
        }
        #expect(throws: PlaylistError.badAddress("http:///x")) {
            try WebReference.resolve("http:///x", against: "http://a/")
        }
        #expect(throws: PlaylistError.self) {
            try WebReference.resolve(String(repeating: "a", count: 8_193), against: "http://a/")
        }
    }

    @Test func aLongAddressIsRefusedWithoutItsSecrets() {
        let long = "http://me:secret@host/a?secret=" + String(repeating: "a", count: 8_193)
        #expect(throws: PlaylistError.badAddress("http://host/a…")) {
            try WebReference.resolve(long, against: "http://a/")
        }
    }

    @Test(arguments: [
        ("http://a/x.m3u8", "http://a/x.m3u8"),
        ("http://a/x.m3u8?", "http://a/x.m3u8?"),
        ("http://a/x.m3u8?_HLS_msn=4&_HLS_part=2", "http://a/x.m3u8"),
        ("http://a/x.m3u8?key=1&_HLS_msn=4", "http://a/x.m3u8?key=1"),
        ("http://a/x.m3u8?_HLS_skip=YES&key=1&_HLS_msn=4&a", "http://a/x.m3u8?key=1&a"),
        ("http://a/_HLS_/x?b_HLS_=1", "http://a/_HLS_/x?b_HLS_=1"),
    ])
    func directivesAreNoPartOfWhereAPlaylistIs(address: String, plain: String) {
        #expect(WebReference.withoutDirectives(address) == plain)
    }

    @Test func anyTextGivesAnAddressOrAnError() {
        var chance = SeededGenerator(seed: 7)
        let pieces = [
            "/", ".", "..", "?", "#", ":", "@", "//", "http", "a", "%", "ä", " ", "\u{0}", "[", "]", "\\", "&", ";",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...12, using: &chance)).map { _ in
                pieces.randomElement(using: &chance) ?? ""
            }.joined()
            guard let address = try? WebReference.resolve(text, against: "https://host/a/b/c?d") else { continue }
            #expect(address.hasPrefix("https://") || address.hasPrefix("http://"))
            #expect(address.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            #expect((try? WebReference.resolve(address, against: "http://other/")) == address)
        }
    }
}
