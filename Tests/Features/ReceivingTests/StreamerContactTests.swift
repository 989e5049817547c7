import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Receiving

@Suite struct StreamerContactTests {
    private static let answer =
        #"{"t1":1,"t2":5,"t3":7,"boot_id":"b","stream_id":7,"newest_frame":3,"newest_stamp":4,"#
        + #""error_bound_ms":null,"synchronized":null}"#

    private func contact(_ url: String, clock: ClockChoice = .automatic) -> StreamerContact {
        var settings = ReceiveSettings(url: url, id: "x")
        settings.clock = clock
        return StreamerContact(settings: settings, clock: SystemClock())
    }

    @Test(arguments: ["not json", "{}", "[]", "", #"{"t2":"x"}"#])
    func anAnswerThatMakesNoSenseIsNone(_ body: String) throws {
        let server = try ScriptedServer { _, _ in [.status(200), .send(Array(body.utf8))] }
        defer { server.stop() }
        let contact = contact(server.url("/live.ts"))
        #expect(contact.askClock() == nil)
        #expect(contact.askDescription() == nil)
        #expect(contact.askFigures() == nil)
    }

    @Test func aHugeAnswerIsNone() throws {
        let server = try ScriptedServer { _, _ in
            [.status(200), .send([UInt8](repeating: 32, count: 100_000)), .send(Array(Self.answer.utf8))]
        }
        defer { server.stop() }
        #expect(contact(server.url("/live.ts")).askClock() == nil)
    }

    @Test func aSilentServerIsLeftWhenAskedTo() throws {
        let server = try ScriptedServer { _, _ in [.hang] }
        defer { server.stop() }
        let interrupt = Interrupt()
        interrupt.cancel()
        #expect(contact(server.url("/live.ts")).askClock(interrupt) == nil)
    }

    @Test(arguments: ["/clock", "/clock?token=1"])
    func asksWithTheQueryThatThereIs(_ path: String) throws {
        let server = try ScriptedServer { path, _ in
            path == "/clock" ? [.status(200), .send(Array(Self.answer.utf8))] : [.status(404)]
        }
        defer { server.stop() }
        let exchange = contact("/a/file.ts", clock: .url(server.url(path))).askClock()
        #expect(exchange?.answer?.newestFrame == FrameNumber(3))
        #expect(exchange?.t2 == WallTime(nanoseconds: 5))
    }

    @Test func nobodyIsAskedWithoutAClock() throws {
        #expect(contact("/a/file.ts", clock: .none).askClock() == nil)
        #expect(contact("/a/file.ts").askDescription() == nil)
    }
}
