import LabModel
import LabTesting
import Machine
import Receiving
import RunStore
import Testing

/// A receiver against a server that misbehaves.
@Suite(.realTime, .serialized) struct ReceiverSourceTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func receive(
        _ server: ScriptedServer,
        _ change: (inout ReceiveSettings) -> Void = { _ in }
    ) async throws -> RunOutcome {
        defer { server.stop() }
        var settings = ReceiveSettings(url: server.url("/live.ts"), id: "run")
        settings.clock = .none
        change(&settings)
        let store = try RunStore.open(folder.file("lab.sqlite"))
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        return try await receiver.run(uuid: "0190a0b0-0000-7000-8000-000000000001")
    }

    private func serving(_ visits: [[ScriptedServer.Step]]) throws -> ScriptedServer {
        try ScriptedServer { path, visit in
            guard path == "/live.ts" else { return [.status(404)] }
            return visits[min(visit, visits.count - 1)]
        }
    }

    @Test func aServerThatAcceptsAndIsSilentFails() async throws {
        let outcome = try await receive(serving([[.hang]])) { $0.startLimit = .milliseconds(300) }
        #expect(outcome.exitStatus == .failed)
        #expect(
            outcome.failure as? ReceiverError == .noPicture(url: outcome.run.manifest.url, limit: .milliseconds(300))
        )
        #expect(outcome.summary.run.endReason == .failed)
        #expect(outcome.summary.frames.decoded == 0)
    }

    @Test func aRecordingOfTheStreamThatWasLiveIsNotMeasured() async throws {
        let stream = try MarkedStream(count: 30)
        let head = Array("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\n".utf8)
        let length = Array("Accept-Ranges: bytes\r\nContent-Length: \(stream.bytes.count)\r\n\r\n".utf8)
        let outcome = try await receive(
            serving([[.status(200), .send(stream.bytes)], [.send(head + length + stream.bytes)]])
        ) { $0.duration = .seconds(30) }
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .endOfStream)
        #expect(outcome.summary.frames.marked == 30)
        #expect(outcome.summary.frames.duplicated == 0)
        #expect(outcome.summary.reconnects.count == 0)
        #expect(outcome.summary.events.count { $0.code == "recorded" } == 1)
    }

    @Test func aConnectionThatIsLostComesBack() async throws {
        let first = try MarkedStream(count: 30)
        let second = try MarkedStream(from: 30, count: 30)
        let outcome = try await receive(
            serving([[.status(200), .send(first.bytes)], [.status(200), .send(second.bytes), .hang]])
        ) { $0.frameLimit = 50 }
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .done)
        #expect(outcome.summary.run.endReason == .frameLimit)
        #expect(outcome.summary.frames.marked == 50)
        #expect(outcome.summary.frames.duplicated == 0)
        #expect(outcome.summary.reconnects.count == 1)
        #expect(outcome.summary.stalls.count == 0)
        #expect(outcome.summary.events.count { $0.code == "reconnected" } == 1)
    }

    @Test func anAddressThatIsGoneAfterAPictureIsWaitedFor() async throws {
        let stream = try MarkedStream(count: 20)
        let outcome = try await receive(serving([[.status(200), .send(stream.bytes)], [.status(404)]])) {
            // Time to decode what came at once.
            $0.stallLimit = .seconds(5)
        }
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .stalled)
        #expect(outcome.summary.frames.marked == 20)
        #expect(outcome.summary.events.contains { $0.code == "source_failed" && $0.text.contains("404") })
        #expect(outcome.summary.reconnects.count == 0)
        #expect(outcome.summary.stalls.count == 1)
    }

    @Test func aServerThatFallsSilentAfterAPictureHasStalled() async throws {
        let stream = try MarkedStream(count: 20)
        let outcome = try await receive(serving([[.status(200), .send(stream.bytes), .hang]])) {
            $0.stallLimit = .seconds(5)
        }
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .stalled)
        // The last access unit's end is known only by the bytes behind it, or by the stream's end.
        #expect((19...20).contains(outcome.summary.frames.marked))
        #expect(outcome.summary.stalls.count == 1)
        #expect(outcome.summary.stalls.longestMs >= 1_000)
        #expect(outcome.summary.reconnects.count == 0)
    }

    @Test func bytesInSmallPiecesLoseNothing() async throws {
        let stream = try MarkedStream(count: 30)
        let outcome = try await receive(serving([[.status(200), .trickle(stream.bytes, pieces: 100), .hang]])) {
            $0.frameLimit = 25
        }
        #expect(outcome.summary.frames.marked == 25)
        #expect(outcome.summary.frames.unreadable == 0)
        #expect(outcome.summary.frames.dropped == 0)
    }

    @Test func mediaThatCannotBeDecodedSaysSo() async throws {
        let outcome = try await receive(serving([[.status(404)]]))
        #expect(outcome.exitStatus == .failed)
        #expect("\(try #require(outcome.failure))".contains("404"))
    }

    @Test func cancellingStoresWhatCame() async throws {
        let stream = try MarkedStream(count: 20)
        let server = try serving([[.status(200), .send(stream.bytes), .hang]])
        let database = folder.file("lab.sqlite")
        let run = Task { try await receive(server) { $0.duration = .seconds(600) } }
        let store = try RunStore.open(database)
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        var stored: Trace?
        while clock.monotonicNow() < deadline, stored?.samples.isEmpty ?? true {
            if let found = try? store.run(named: "run") {
                stored = try store.trace(of: found)
            }
            try await clock.sleep(for: .milliseconds(10))
        }
        // What a process that is killed now would leave: its join and media, not only its frames.
        #expect(stored?.join != nil)
        #expect(stored?.media.codec == "h264")
        run.cancel()
        let outcome = try await run.value
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .interrupted)
        #expect(outcome.summary.frames.marked > 0)
        let asWritten = try SummaryJSON.decode(SummaryJSON.encode(outcome.summary))
        #expect(try store.summary(of: outcome.run) == asWritten)
    }

    @Test(arguments: [(ClockChoice.sameHost, true), (.none, false)])
    func onlyStreamsOfThisMachineHaveItsIntrinsicDelay(clock: ClockChoice, isHere: Bool) async throws {
        let calibration = Calibration(
            id: "0190a0b0-0000-7000-8000-000000000009",
            key: CalibrationKey(transport: "mpegts-http", codec: .h264, size: MarkedStream.size, machine: ""),
            madeAt: WallTime(nanoseconds: 0),
            frames: 50,
            p50Ms: 5,
            p95Ms: 6,
            repeatP50Ms: [5],
            versions: [:],
            machine: [:]
        )
        try RunStore.open(folder.file("lab.sqlite")).add(calibration)
        let stream = try MarkedStream(count: 30)
        let outcome = try await receive(serving([[.status(200), .send(stream.bytes), .hang]])) { settings in
            settings.clock = clock
            settings.frameLimit = 20
        }
        #expect(outcome.failure == nil)
        #expect((outcome.summary.intrinsic?.p50Ms == 5) == isHere)
    }

    @Test func joinsThatShowNothingFail() async throws {
        let stream = try MarkedStream(count: 30)
        let good: [ScriptedServer.Step] = [.status(200), .send(stream.bytes), .hang]
        let outcome = try await receive(serving([good, good, [.status(404)], [.hang], good])) { settings in
            settings.frameLimit = 25
            settings.joins = 5
            settings.startLimit = .seconds(20)
        }
        #expect(outcome.failure == nil)
        #expect(outcome.exitStatus == .done)
        #expect(outcome.summary.frames.marked == 25)
        let joins = try #require(outcome.summary.startupMs.joins)
        #expect(joins.n == 5)
        #expect(joins.failed == 2)
        let marks = try #require(joins.firstMark)
        #expect(marks.values.n == 5 && marks.censored == 2)
        // The longest that is known of is the one of the silent server, and that only from below.
        #expect(try #require(marks.values.max) >= 20_000)
        #expect(marks.lowerBound.contains("p95"))
        // Both failed ones connected; nothing but silence came from either.
        #expect(joins.firstByte?.values.n == 5)
        let told = outcome.summary.events.filter { $0.code == "join_failed" }.map(\.text)
        #expect(told.count == 2)
        #expect(told.first?.hasPrefix("join 3: ") == true)
        #expect(told.last == "join 4: no readable mark in time")
    }

    @Test func aRunThatDidNotReachItsEndIsNotJoinedAgain() async throws {
        let stream = try MarkedStream(count: 20)
        let outcome = try await receive(serving([[.status(200), .send(stream.bytes), .hang]])) { settings in
            settings.stallLimit = .milliseconds(1_200)
            settings.joins = 3
        }
        #expect(outcome.exitStatus == .partial)
        #expect(outcome.summary.run.endReason == .stalled)
        #expect(outcome.summary.startupMs.joins == nil)
    }
}
