import LabModel
import LabTesting
import Machine
import Receiving
import RunStore
import Testing

/// A run with a control stream, against a server that does to either what a test tells it.
@Suite(.realTime, .serialized) struct ControlReceptionTests {
    typealias Script = @Sendable (_ visit: Int) -> [ScriptedServer.Step]

    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    private func receive(
        _ test: @escaping Script,
        control: @escaping Script,
        _ change: (inout ReceiveSettings) -> Void
    ) async throws -> (outcome: RunOutcome, control: [Sample]) {
        let server = try ScriptedServer { path, visit in
            switch path {
            case "/live.ts": test(visit)
            case "/control.ts": control(visit)
            default: [.status(404)]
            }
        }
        defer { server.stop() }
        var settings = ReceiveSettings(url: server.url("/live.ts"), id: "run")
        settings.clock = .none
        settings.control = .stream(url: server.url("/control.ts"))
        (settings.startLimit, settings.stallLimit) = (.untilItHangs, .untilItHangs)
        change(&settings)
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        let outcome = try await receiver.run(uuid: "0190a0b0-0000-7000-8000-000000000001")
        return (outcome, try store.samples(of: outcome.run, stream: .control))
    }

    private func numbers(_ samples: [Sample]) -> [UInt32] {
        samples.compactMap { $0.stamp?.number?.rawValue }
    }

    /// A stream under test that is not over before the control has come so far.
    private func sending(_ stream: MarkedStream, once isEnough: @escaping @Sendable (Trace) -> Bool) -> Script {
        let steps = ScriptedServer.sending(stream.chunks, restOnce: isEnough, in: store)
        return { _ in steps }
    }

    private func expectUndisturbed(_ outcome: RunOutcome, marked: Int) {
        #expect(outcome.failure == nil)
        // These streams come faster than they were made: whether a frame of the control was sent before its join, and so
        // whether one is matched, is left to the machine.
        #expect([.done, .partial].contains(outcome.exitStatus))
        #expect(outcome.summary.run.endReason == .frameLimit)
        #expect(outcome.summary.frames.marked == marked)
        #expect(outcome.summary.frames.dropped == 0)
        #expect(outcome.summary.reconnects.count == 0)
        // The server looks into the store between two sends, which may take a second on a busy machine.
        #expect(outcome.summary.stalls.longestMs < 15_000)
    }

    private func expectMissing(_ outcome: RunOutcome) throws {
        #expect(outcome.exitStatus == .partial)
        let missing = try #require(outcome.summary.events.last)
        #expect(missing.code == "control_missing")
        #expect(
            missing.text
                == "No frame of the control stream could be matched with one under test: nothing was compared with it."
        )
        #expect(missing.tS > 0)
        #expect(try store.trace(of: outcome.run).events.last == missing)
        #expect(try store.trace(of: outcome.run).controlJoins.isEmpty)
    }

    @Test func bothAreStoredApart() async throws {
        let stream = try MarkedStream(count: 30)
        let test = sending(stream) { $0.control.count >= 25 }
        let (outcome, control) = try await receive(test) { _ in
            [.status(200), .send(stream.bytes), .hang]
        } _: {
            $0.frameLimit = 25
        }
        expectUndisturbed(outcome, marked: 25)
        #expect(numbers(try store.samples(of: outcome.run)) == Array(0..<25))
        #expect(numbers(control).starts(with: 0..<25))
        #expect(control.allSatisfy { $0.decoded != nil && $0.arrival != nil })
        #expect(try store.trace(of: outcome.run).controlKind == .stream)
        #expect(outcome.run.manifest.settings["control"] != nil)
    }

    /// The test stream is over long before its last frames come through the control.
    @Test func aSlowerControlCatchesUp() async throws {
        let stream = try MarkedStream(count: 30)
        let test = sending(stream) { !$0.control.isEmpty }
        let (outcome, control) = try await receive(test) { _ in
            [.status(200), .paced(stream.chunks, every: .milliseconds(20)), .hang]
        } _: { settings in
            settings.frameLimit = 25
            settings.drain = .seconds(600)
        }
        expectUndisturbed(outcome, marked: 25)
        #expect(numbers(control).starts(with: 0..<25))
        #expect(!outcome.summary.events.contains { $0.code == "control_behind" })
    }

    @Test func aControlThatStaysBehindIsLeft() async throws {
        let stream = try MarkedStream(count: 30)
        let test = sending(stream) { $0.control.count >= 9 }
        let (outcome, control) = try await receive(test) { _ in
            [.status(200), .send(stream.chunks[0..<10].flatMap { $0 }), .hang]
        } _: { settings in
            settings.frameLimit = 25
            settings.drain = .milliseconds(300)
        }
        expectUndisturbed(outcome, marked: 25)
        #expect((9...10).contains(numbers(control).count))
        #expect(outcome.summary.events.count { $0.code == "control_behind" } == 1)
    }

    @Test func aRefusedControlIsAnEventAndNothingMore() async throws {
        let stream = try MarkedStream(count: 60)
        let test = sending(stream) { $0.events.contains { $0.code == "control_failed" } }
        let (outcome, control) = try await receive(test) { _ in
            [.status(404)]
        } _: { settings in
            settings.frameLimit = 50
            settings.drain = .seconds(600)
        }
        expectUndisturbed(outcome, marked: 50)
        try expectMissing(outcome)
        #expect(control.isEmpty)
        // Tried again and again, told once.
        let told = outcome.summary.events.filter { $0.code == "control_failed" }
        #expect(told.count == 1)
        #expect(told.allSatisfy { $0.text.contains("404") })
    }

    @Test func aSilentControlDelaysNothing() async throws {
        let stream = try MarkedStream(count: 30)
        let (outcome, control) = try await receive { _ in
            [.status(200), .send(stream.bytes), .stuffing(ScriptedServer.emptyPacket, until: { false })]
        } control: { _ in
            [.hang]
        } _: { settings in
            settings.frameLimit = 25
            settings.drain = .seconds(600)
        }
        expectUndisturbed(outcome, marked: 25)
        try expectMissing(outcome)
        #expect(control.isEmpty)
    }

    @Test func aControlThatDiesComesBack() async throws {
        let stream = try MarkedStream(count: 60)
        let rest = try MarkedStream(from: 30, count: 30)
        let test = sending(stream) { $0.control.count >= 45 }
        let (outcome, control) = try await receive(test) { visit in
            visit == 0
                ? [.status(200), .send(stream.chunks[0..<20].flatMap { $0 })]
                : [.status(200), .send(rest.bytes), .hang]
        } _: { settings in
            settings.frameLimit = 55
            settings.drain = .seconds(600)
        }
        expectUndisturbed(outcome, marked: 55)
        #expect(numbers(control).starts(with: Array(0..<20) + Array(30..<55)))
        let codes = outcome.summary.events.map(\.code)
        #expect(
            codes.filter { $0.hasPrefix("control_") && $0 != "control_missing" } == [
                "control_failed", "control_reconnected", "control_epoch",
            ]
        )
    }

    /// Each connection's frames are held to its own join: the second sends at once what took 1.2 s to make.
    @Test func whatAConnectionBeginsWithIsBacklog() async throws {
        let stream = try MarkedStream(count: 60)
        let rest = try MarkedStream(from: 30, count: 30)
        let (outcome, control) = try await receive { _ in
            [.status(200), .paced(stream.chunks, every: .milliseconds(10)), .hang]
        } control: { visit in
            visit == 0
                ? [.status(200), .send(stream.chunks[0..<20].flatMap { $0 })]
                : [.status(200), .send(rest.bytes), .hang]
        } _: { settings in
            settings.frameLimit = 55
            settings.drain = .seconds(600)
        }
        let trace = try store.trace(of: outcome.run)
        try #require(trace.controlJoins.count == 2)
        #expect(try #require(trace.join) <= trace.controlJoins[0])
        let second = control.filter { ($0.arrival ?? trace.controlJoins[0]) >= trace.controlJoins[1] }
        #expect(numbers(second).first == 30)
        #expect(second.first?.isBacklog == true)
        #expect(outcome.summary.relativeToControlMs?.onlyTest != 0)
    }

    @Test func aControlThatIsNoVideoIsAnEvent() async throws {
        let stream = try MarkedStream(count: 60)
        let page = Array("<!doctype html><html><body>login</body></html>".utf8)
        let test = sending(stream) { $0.events.contains { $0.code == "control_failed" } }
        let (outcome, control) = try await receive(test) { _ in
            [.status(200), .send(page)]
        } _: {
            $0.frameLimit = 50
        }
        expectUndisturbed(outcome, marked: 50)
        try expectMissing(outcome)
        #expect(control.isEmpty)
        #expect(outcome.summary.events.count { $0.code == "control_failed" && $0.text.contains("HTML") } == 1)
    }

    @Test func cancellingEndsBoth() async throws {
        let stream = try MarkedStream(count: 20)
        let serving: Script = { _ in [.status(200), .send(stream.bytes), .hang] }
        let run = Task {
            try await receive(serving, control: serving) { settings in
                settings.duration = .seconds(600)
                settings.drain = .seconds(600)
            }
        }
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        var stored: [Sample] = []
        while clock.monotonicNow() < deadline, stored.isEmpty {
            if let found = try? store.run(named: "run") {
                stored = try store.samples(of: found, stream: .control)
            }
            try await clock.sleep(for: .milliseconds(10))
        }
        run.cancel()
        let (outcome, control) = try await run.value
        #expect(outcome.summary.run.endReason == .interrupted)
        #expect(!control.isEmpty)
    }

    @Test func aFileHasNoControlStream() async throws {
        let stream = try MarkedStream(count: 20)
        let file = folder.file("a.ts")
        try stream.write(to: file)
        let (outcome, _) = try await receive { _ in
            [.status(404)]
        } control: { _ in
            [.status(200), .send(stream.bytes), .hang]
        } _: {
            $0.url = file
        }
        #expect(outcome.failure as? ReceiverError == .controlOfFile(url: file))
        #expect(outcome.exitStatus == .failed)
    }
}
