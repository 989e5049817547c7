import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Receiving

@Suite struct StreamerContactTests {
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
        #expect(contact.askDescription() == nil)
        #expect(contact.askFigures() == nil)
    }

    @Test func aHugeAnswerIsNone() throws {
        let server = try ScriptedServer { _, _ in
            [.status(200), .send([UInt8](repeating: 32, count: 100_000))]
        }
        defer { server.stop() }
        #expect(contact(server.url("/live.ts")).askDescription() == nil)
    }

    @Test func aSilentServerIsLeftWhenAskedTo() throws {
        let server = try ScriptedServer { _, _ in [.hang] }
        defer { server.stop() }
        let interrupt = Interrupt()
        interrupt.cancel()
        #expect(contact(server.url("/live.ts")).askDescription(interrupt) == nil)
    }

    @Test func nobodyIsAskedAboutAFile() throws {
        #expect(contact("/a/file.ts").askDescription() == nil)
    }
}
