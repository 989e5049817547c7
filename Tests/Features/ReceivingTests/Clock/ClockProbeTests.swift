import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import Receiving

@Suite(.realTime, .timeLimit(.minutes(60))) struct ClockProbeTests {
    /// Hangs in each question until it is let go, whatever else happens, as a name look-up does.
    private final class HangingClient: ClockClient {
        let gate = DispatchSemaphore(value: 0)

        func ask() throws(ClockFailure) -> ClockReply {
            gate.wait()
            gate.signal()
            throw ClockFailure(text: "hung")
        }

        func cancel() {}
    }

    private let folder: TemporaryFolder
    private let clock = RunClock(SystemClock())
    private let session: ReceiveSession

    init() throws {
        folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("runs.sqlite"))
        let draft = RunDraft(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0f",
            id: "i",
            provider: "p",
            url: "http://h/a",
            startedAt: clock.now(),
            settings: [:],
            versions: [:],
            machine: [:]
        )
        let writers = RunWriters(
            store: store,
            run: try store.begin(draft, clock: clock),
            hasControl: false,
            clock: clock
        )
        let settings = ReceiveSettings(url: "http://h/a", id: "i")
        session = ReceiveSession(settings: settings, join: clock.now(), writers: writers, clock: clock)
    }

    private func probe(_ client: some ClockClient) -> ClockProbe {
        let reading = MachineReading(clock)
        var plan = ClockPlan(opening: ClockRound(before: reading, after: reading))
        (plan.method, plan.client) = (.http, client)
        let probe = ClockProbe(plan, clock: clock, clients: ClockClients())
        probe.start(session, isLive: true)
        return probe
    }

    @Test func aRunEndsThoughAQuestionHangs() async {
        let client = HangingClient()
        defer { client.gate.signal() }
        let probe = probe(client)
        await probe.ask()
        await probe.finish(session, asking: true)
        // What comes so late is not the run's any more.
        probe.take(PlantedClocks().round(0))
        #expect(session.recorder.trace.exchanges.isEmpty)
        #expect(probe.tracker.known(at: PlantedClocks.at(0)) == nil)
    }

    @Test func aCancelledRunWaitsForNoAnswer() async {
        let client = HangingClient()
        defer { client.gate.signal() }
        let probe = probe(client)
        let run = Task {
            await probe.ask()
            await probe.finish(session, asking: true)
        }
        run.cancel()
        await run.value
        _ = session.writers.finish()
    }

    @Test func whatIsAnsweredBeforeTheEndCounts() async {
        let client = HangingClient()
        client.gate.signal()
        let probe = probe(client)
        probe.take(PlantedClocks().round(0))
        await probe.finish(session, asking: true)
        #expect(session.recorder.trace.exchanges == [PlantedClocks().exchange(0)])
        #expect(probe.tracker.known(at: PlantedClocks.at(0)) != nil)
    }
}
