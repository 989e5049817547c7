import Testing

@testable import WebClient

@Suite struct WebLocationTests {
    @Test func takesAnAddressApart() throws {
        let location = try WebLocation.parse("HTTP://user:pw@Host.Example:81/a/b?key=secret#part")
        #expect(location.host == "host.example")
        #expect(location.shown == "http://host.example:81/a/b?…")
        #expect(location.url == "http://user:pw@host.example:81/a/b?key=secret")
        #expect(try WebLocation.parse("https://[2001:db8::1]:443/").host == "2001:db8::1")
    }

    @Test(arguments: [
        ("c.ts", "http://h/a/c.ts"), ("/c.ts", "http://h/c.ts"), ("//other/c", "http://other/c"),
        ("https://other/c", "https://other/c"), ("?x=2", "http://h/a/b.m3u8?x=2"), ("../c", "http://h/c"),
        ("../../../c", "http://h/c"),
    ])
    func resolvesReferences(reference: String, url: String) throws {
        #expect(try WebLocation.parse("http://h/a/b.m3u8?x=1").resolve(reference).url == url)
    }

    @Test(arguments: [
        "", "file:///etc/passwd", "ftp://h/", "h/a", "http://", "http://:80/", "http://h:0/", "http://h:70000/",
        "http://127%2E0.0.1/",
    ])
    func readsNothingElse(url: String) {
        #expect(throws: WebError.self) { try WebLocation.parse(url) }
    }

    @Test func whatIsRefusedShowsNoSecret() {
        #expect(throws: WebError.notWeb(address: "ftp://h/?…")) { try WebLocation.parse("ftp://me:pw@h/?key=1") }
    }
}
