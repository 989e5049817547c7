import LabModel
import Media
import Testing

@Suite struct SmallFetchTests {
    private func get(_ url: String, limit: Int = 100, clock: ManualClock = ManualClock()) throws(MediaError) -> [UInt8]
    {
        try SmallFetch.get(url, limit: ByteCount(limit), timeout: .seconds(2), interrupt: Interrupt(), clock: clock)
    }

    @Test func givesTheBody() throws {
        let body = Array("{\"t1\":1}".utf8)
        let server = try LocalServer(.bytes(LocalServer.response(body, type: "application/json", length: body.count)))
        defer { server.stop() }
        #expect(try get(server.url("clock?t1=1")) == body)
    }

    @Test func refusesWhatIsTooLong() throws {
        let body = [UInt8](repeating: 0x20, count: 101)
        let server = try LocalServer(.bytes(LocalServer.response(body, type: nil)))
        defer { server.stop() }
        let url = server.url("stream")
        #expect(throws: MediaError.tooLong(address: url, limit: 100)) { try get(url) }
        #expect(try get(url, limit: 101) == body)
    }

    @Test func saysWhatTheServerAnswered() throws {
        let server = try LocalServer(.bytes(LocalServer.response([], type: nil, status: "404 Not Found")))
        defer { server.stop() }
        let url = server.url("clock")
        #expect(throws: MediaError.refusedByServer(address: url, status: "404 Not Found")) { try get(url) }
    }

    @Test func doesNotWaitForever() throws {
        let server = try LocalServer(.bytesAndHold([]))
        defer { server.stop() }
        let url = server.url("clock")
        #expect(throws: MediaError.timedOut(address: url, doing: "fetching a document", seconds: 2)) {
            try get(url, clock: ManualClock(step: .milliseconds(500)))
        }
    }
}
