import Estimation
import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import Receiving

/// Several streams at once, against a server that does to each what a test tells it.
@Suite(.serialized, .timeLimit(.minutes(60))) struct ReceiverGroupTests {
    typealias Script = @Sendable (_ visit: Int) -> [ScriptedServer.Step]

    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    private static func uuid(_ place: Int) -> String {
        "0190a0b0-0000-7000-8000-00000000000\(place)"
    }

    /// Measures paths of a server as streams, under one name: all of them, or the first so many.
    private func receive(
        _ scripts: [(path: String, script: Script)],
        streams: Int = .max,
        _ change: @Sendable (_ place: Int, inout ReceiveSettings) -> Void = { _, _ in }
    ) async throws -> [RunOutcome] {
        let table = Dictionary(uniqueKeysWithValues: scripts.map { ($0.path, $0.script) })
        let server = try ScriptedServer { path, visit in
            let plain = String(path.prefix { $0 != "?" })
            return table[plain]?(visit) ?? [.status(404)]
        }
        defer { server.stop() }
        let receivers = scripts.prefix(streams).enumerated().map { place, script in
            var settings = ReceiveSettings(url: server.url(script.path), id: "group")
            settings.clock = .none
            settings.frameLimit = 25
            settings.provider = script.path
            (settings.startLimit, settings.stallLimit) = (.untilItHangs, .untilItHangs)
            change(place, &settings)
            return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
        let results = try await ReceiverGroup(receivers).run(uuids: receivers.indices.map(Self.uuid))
        return try results.map { try $0.get() }
    }

    private func serving() throws -> Script {
        let stream = try MarkedStream(count: 30)
        return { _ in [.status(200), .send(stream.bytes), .hang] }
    }

    @Test func eachIsARunOfOneGroup() async throws {
        let serving = try serving()
        let outcomes = try await receive([("/a.ts", serving), ("/b.ts", serving)])
        #expect(outcomes.map(\.exitStatus) == [.done, .done])
        #expect(outcomes.map(\.summary.frames.marked) == [25, 25])
        #expect(outcomes.map(\.run.manifest.id) == ["group", "group"])
        #expect(outcomes.map(\.run.manifest.attempt) == [1, 2])
        #expect(outcomes.map(\.run.manifest.provider) == ["/a.ts", "/b.ts"])
        for outcome in outcomes {
            #expect(outcome.run.manifest.settings[RunManifest.group] == .text(Self.uuid(0)))
            #expect(try store.run(named: outcome.run.name).endReason == .frameLimit)
        }
    }

    @Test func howARunEndedIsStoredBeforeTheLastOneEnds() async throws {
        let serving = try serving()
        let server = try ScriptedServer { _, visit in serving(visit) }
        defer { server.stop() }
        let receivers = [25, nil].map { limit in
            var settings = ReceiveSettings(url: server.url("/a.ts"), id: "group")
            settings.clock = .none
            settings.frameLimit = limit
            settings.stallLimit = .seconds(40)
            return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
        let (ends, told) = AsyncStream.makeStream(of: EndReason.self, bufferingPolicy: .bufferingNewest(1))
        let group = Task { [store] in
            defer { told.finish() }
            return try await ReceiverGroup(receivers).run(uuids: [Self.uuid(0), Self.uuid(1)]) { place, _ in
                // Told of the one that goes on.
                guard place == 1, let run = try? store.run(named: "group@1"), run.state == .running,
                    let trace = try? store.trace(of: run), trace.drained != nil
                else { return }
                told.yield(trace.endReason)
            }
        }
        let end = await ends.first { _ in true }
        group.cancel()
        #expect(end == .frameLimit)
        #expect(try await group.value.map { try $0.get().summary.run.endReason } == [.frameLimit, .interrupted])
    }

    @Test func oneThatCannotBeginEndsThoseThatHaveBegun() async throws {
        var settings = ReceiveSettings(url: "http://127.0.0.1:9/a.ts", id: "group")
        settings.clock = .none
        let receiver = Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        // No two runs have one identity.
        let uuids = [Self.uuid(0), Self.uuid(0)]
        await #expect(throws: RunStoreError.self) { try await ReceiverGroup([receiver, receiver]).run(uuids: uuids) }
        let runs = try store.runs()
        #expect(runs.count == 1)
        #expect(runs[0].endReason == .failed)
    }

    @Test func aRunOfItsOwnNamesNoGroup() async throws {
        let outcomes = try await receive([("/a.ts", try serving())])
        #expect(outcomes.count == 1)
        #expect(outcomes[0].run.manifest.settings[RunManifest.group] == nil)
    }

    @Test func oneWhoseSegmentsAreAllCutOffLeavesTheOthersWhole() async throws {
        let segments = SegmentServer.segments(of: try MarkedStream(count: 75))
        let names = { (kind: String) in (0..<3).map { "\(kind)\($0).ts" } }
        var scripts: [(path: String, script: Script)] = ["whole", "cut"].map { kind in
            let text = SegmentServer.list(names(kind))
            return ("/\(kind).m3u8", { _ in SegmentServer.playlist(text) })
        }
        scripts += segments.enumerated().flatMap { place, segment -> [(path: String, script: Script)] in
            let half = Array(segment.prefix(segment.count / 2))
            return [
                ("/whole\(place).ts", { _ in SegmentServer.answer(segment) }),
                ("/cut\(place).ts", { _ in SegmentServer.answer(half, length: segment.count) }),
            ]
        }
        let outcomes = try await receive(scripts, streams: 2) { _, settings in settings.frameLimit = nil }
        #expect(outcomes.count == 2 && outcomes.allSatisfy { $0.failure == nil })
        let (whole, cut) = (outcomes[0].summary, outcomes[1].summary)
        #expect(whole.frames.marked == 75 && whole.segments?.incomplete == 0)
        #expect(whole.events.filter { $0.code != "source_ended" } == [])
        // Each begins with its keyframe, and has some of its frames.
        #expect((6...72).contains(cut.frames.marked) && cut.frames.unreadable == 0)
        #expect(cut.segments?.incomplete == 3)
        #expect(cut.events.count { $0.code == "media_failed" } == 3)
    }

    @Test func oneThatIsRefusedOrDiesLeavesTheOthersWhole() async throws {
        let stream = try MarkedStream(count: 30)
        let outcomes = try await receive([
            ("/missing.ts", { _ in [.status(404)] }),
            (
                "/dying.ts",
                { visit in visit == 0 ? [.status(200), .send(Array(stream.bytes.prefix(9_400)))] : [.status(503)] }
            ),
            ("/whole.ts", { _ in [.status(200), .send(stream.bytes), .hang] }),
        ]) { place, settings in
            // The whole one has all the time it needs.
            if place == 1 {
                settings.stallLimit = .milliseconds(500)
            }
        }
        #expect(outcomes[0].exitStatus != .done)
        #expect(outcomes[0].summary.run.endReason == .failed)
        #expect(outcomes[0].summary.events.contains { $0.code == "failed" && $0.text.contains("404") })
        #expect([EndReason.stalled, .noMark, .failed].contains(outcomes[1].summary.run.endReason))
        #expect(outcomes[2].exitStatus == .done)
        #expect(outcomes[2].summary.frames.marked == 25)
        #expect(outcomes[2].summary.frames.dropped == 0)
        #expect(outcomes[2].summary.events.allSatisfy { $0.code != "source_failed" })
        #expect(try store.runs().count == 3)
    }

    @Test func oneControlStreamIsStoredWithEach() async throws {
        let stream = try MarkedStream(count: 60)
        let counted = Visits()
        // Neither ends before both have enough of the control.
        let steps = ScriptedServer.sending(
            stream.chunks,
            restOnce: { $0.control.contains { $0.stamp?.number?.rawValue == 20 } },
            of: ["group@1", "group@2"],
            in: store
        )
        let server = try ScriptedServer { path, _ in
            counted.note(path)
            let control: [ScriptedServer.Step] = [
                .status(200), .send(stream.bytes), .stuffing(ScriptedServer.emptyPacket, until: { false }),
            ]
            return path == "/control.ts" ? control : steps
        }
        defer { server.stop() }
        let receivers = ["/a.ts", "/b.ts"].map { path in
            var settings = ReceiveSettings(url: server.url(path), id: "group")
            settings.clock = .none
            settings.frameLimit = 25
            settings.control = .stream(url: server.url("/control.ts"))
            (settings.startLimit, settings.stallLimit) = (.untilItHangs, .untilItHangs)
            return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
        let results = try await ReceiverGroup(receivers).run(uuids: (0..<2).map(Self.uuid))
        #expect(counted.count(of: "/control.ts") == 1)
        for result in results {
            let outcome = try result.get()
            let control = try store.samples(of: outcome.run, stream: .control)
            let numbers = control.compactMap { $0.stamp?.number?.rawValue }
            #expect(numbers.contains(20))
            #expect(try store.trace(of: outcome.run).controlJoins.count == 1)
            #expect(outcome.summary.relativeToControlMs != nil)
        }
    }

    @Test func aStreamThatComesUpLaterIsJoinedThen() async throws {
        let stream = try MarkedStream(count: 30)
        let outcomes = try await receive([
            ("/late.ts", { visit in visit < 3 ? [.status(404)] : [.status(200), .send(stream.bytes), .hang] })
        ]) { _, settings in
            settings.awaitsStart = true
        }
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[0].summary.frames.marked == 25)
        #expect(outcomes[0].summary.reconnects.count == 0)
        let waits = outcomes[0].summary.events.filter { $0.code == "not_up_yet" }
        // Told once, and before the request that was answered, from which seconds are counted.
        #expect(waits.count == 1)
        #expect(waits[0].tS < 0)
        #expect(try #require(outcomes[0].summary.startupMs.connect) < -waits[0].tS * 1_000)
        let stored = try store.trace(of: outcomes[0].run)
        let join = try #require(stored.join)
        #expect(join > outcomes[0].run.manifest.startedAt + .milliseconds(300))
    }

    @Test func aStreamThatNeverComesUpSaysWhy() async throws {
        let outcomes = try await receive([("/never.ts", { _ in [.status(404)] })]) { _, settings in
            settings.awaitsStart = true
            settings.startLimit = .milliseconds(700)
        }
        let failure = "\(try #require(outcomes[0].failure))"
        #expect(failure.hasPrefix("the stream did not come up within 0.7 s: "), "\(failure)")
        #expect(failure.contains("404"))
        #expect(failure.hasSuffix("See that its push arrives, or allow more time with --start-limit"))
        #expect(outcomes[0].summary.run.endReason == .failed)
    }

    @Test func aStreamOfOurOwnIsNotWaitedFor() async throws {
        let counted = Visits()
        let outcomes = try await receive([
            (
                "/a.ts",
                { _ in
                    counted.note("a")
                    return [.status(404)]
                }
            )
        ])
        #expect(outcomes[0].summary.run.endReason == .failed)
        #expect(counted.count(of: "a") == 1)
    }

    @Test func noSecretIsStoredNorTold() async throws {
        let secret = "hunter2222/x"
        let outcomes = try await receive([
            ("/hunter2222/x/a.ts", try serving()), ("/hunter2222/x/missing.ts", { _ in [.status(404)] }),
        ]) { place, settings in
            settings.shownURL = "http://h/${KEY}/a.ts"
            settings.provider = "p\(place)"
            settings.secrets = SecretMask(["KEY": secret])
        }
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[1].failure != nil)
        #expect("\(String(describing: outcomes[1].failure))".contains("${KEY}"))
        let texts = try outcomes.map { "\($0.summary)" + (try SummaryJSON.encode($0.summary)) + "\($0.failure as Any)" }
        #expect(texts.allSatisfy { !$0.contains("hunter2222") })
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(filePath: folder.file(name)))
            #expect(bytes.firstRange(of: Data("hunter2222".utf8)) == nil, "\(name)")
        }
    }

    @Test func cancellingEndsAllAndStoresThem() async throws {
        let stream = try MarkedStream(count: 30)
        let server = try ScriptedServer { _, _ in [.status(200), .send(stream.bytes), .hang] }
        defer { server.stop() }
        let receivers = ["/a.ts", "/b.ts", "/c.ts"].map { path in
            var settings = ReceiveSettings(url: server.url(path), id: "cut")
            settings.clock = .none
            settings.duration = .seconds(600)
            (settings.startLimit, settings.stallLimit) = (.seconds(600), .seconds(600))
            return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
        let group = ReceiverGroup(receivers)
        let (progress, told) = AsyncStream.makeStream(of: (Int, Int).self)
        let task = Task {
            defer { told.finish() }
            return try await group.run(uuids: (0..<3).map(Self.uuid)) { told.yield(($0, $1.tally.marked)) }
        }
        var seen: Set<Int> = []
        for await (place, marked) in progress where marked >= 5 {
            seen.insert(place)
            if seen.count == 3 {
                task.cancel()
                break
            }
        }
        for result in try await task.value {
            let outcome = try result.get()
            #expect(outcome.summary.run.endReason == .interrupted)
            #expect(outcome.exitStatus == .partial)
            #expect(outcome.summary.frames.marked >= 5)
        }
        #expect(try store.runs().allSatisfy { $0.endReason == .interrupted })
    }
}
