import Estimation
import Foundation
import LabModel
import LabTesting
import Machine
import Receiving
import RunStore
import Synchronization
import Tasks
import Testing

@testable import Measuring

/// Providers with the real streamer and the real nginx.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ProviderMeasurementTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("lab.sqlite"))
    }

    private static func uuid(_ place: Int) -> String {
        "0190a0b0-0000-7000-8000-00000000001\(place)"
    }

    private func measure(
        _ choices: [ProviderChoice],
        duration: Latency = .seconds(1),
        environment: [String: String] = [:],
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
    ) async throws -> [RunOutcome] {
        let stream = StreamerTaskSettings(
            id: "ways",
            cpu: 512,
            memory: 1,
            fps: .usual,
            imageSize: 0,
            size: PixelSize.imageSizes[0],
            videoType: "LIVE",
            codec: .h264,
            bitrate: DataRate(bitsPerSecond: 1_000_000),
            gop: .seconds(1),
            content: nil
        )
        let measurement = try ProviderMeasurement(
            choices,
            stream: stream,
            environment: environment,
            clock: SystemClock(),
            executable: BuiltExecutable("streamer").path
        )
        var base = ReceiveSettings(url: "", id: "ways")
        base.duration = duration
        base.stallLimit = .seconds(3)
        let results = try await measurement.run(
            base,
            uuids: choices.indices.map(Self.uuid),
            listeners: .init(onProgress: onProgress)
        ) { [store] settings in
            Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
        return try results.map { try $0.get() }
    }

    private func listed(_ text: String) throws -> [ProviderChoice] {
        try ProvidersFile.parse(Array(text.utf8), path: "p.yaml")
    }

    @Test func theSameFramesAreMeasuredOnEveryWay() async throws {
        let outcomes = try await measure([ProviderChoice(.direct), ProviderChoice(.mp4)])
        #expect(outcomes.map(\.exitStatus) == [.done, .done])
        #expect(outcomes.map(\.summary.run.provider) == ["direct", "mp4"])
        let clocks = outcomes.map(\.summary.clock)
        #expect(clocks[0].method == .sameHost)
        #expect(clocks[0].exchanges == clocks[1].exchanges)
        for outcome in outcomes {
            #expect(outcome.summary.frames.dropped == 0)
            #expect(outcome.summary.frames.marked >= 25)
            #expect(outcome.summary.relativeToControlMs?.onlyTest == 0)
            #expect((outcome.summary.relativeToControlMs?.matched ?? 0) >= 25)
        }
        let numbers = try outcomes.map { outcome in
            Set(try store.samples(of: outcome.run).compactMap { $0.stamp?.number?.rawValue })
        }
        #expect(numbers[0].intersection(numbers[1]).count >= 20)
        let exchanges = try outcomes.map { try store.trace(of: $0.run).exchanges }
        #expect(exchanges[0] == exchanges[1])
    }

    @Test func directAloneHasNoControl() async throws {
        let outcomes = try await measure([ProviderChoice(.direct)])
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[0].summary.relativeToControlMs == nil)
        #expect(outcomes[0].run.manifest.settings["control"] == nil)
    }

    @Test func anotherProviderAloneHasOne() async throws {
        let own = try listed("providers:\n  - {name: own, playback: /live.ts}\n")
        let outcomes = try await measure(own)
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[0].summary.run.provider == "own")
        #expect(outcomes[0].summary.relativeToControlMs != nil)
    }

    @Test func aProviderThatCannotBeReachedLeavesTheOthersWhole() async throws {
        let port = try LoopbackPort.free()
        let text = "providers:\n  - {name: dead, playback: 'http://127.0.0.1:\(port)/${WAY}/a.ts'}\n"
        let outcomes = try await measure(
            [ProviderChoice(.direct)] + (try listed(text)),
            environment: ["WAY": "hunter2222"]
        )
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[0].summary.frames.dropped == 0)
        #expect(outcomes[1].summary.run.endReason == .failed)
        #expect(outcomes[1].run.manifest.url == "http://127.0.0.1:\(port)/${WAY}/a.ts")
        #expect(!"\(outcomes[1].failure as Any)".contains("hunter2222"))
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(filePath: folder.file(name)))
            #expect(bytes.firstRange(of: Data("hunter2222".utf8)) == nil, "\(name)")
        }
    }

    @Test func thePrivateNginxIsPushedToAndPlayed() async throws {
        let outcomes = try await measure([ProviderChoice(.direct), ProviderChoice(.nginxRTMP)], duration: .seconds(2))
        #expect(outcomes.map(\.exitStatus) == [.done, .done], "\(outcomes.map { $0.failure as Any })")
        let summary = outcomes[1].summary
        #expect(summary.run.url.hasSuffix("/hls/stream.m3u8"))
        #expect(summary.media.container == "hls")
        #expect(summary.frames.dropped == 0)
        #expect(summary.frames.unreadable == 0)
        #expect(summary.frames.marked >= 50)
        // A segment is a second: its first frame waits for its last.
        #expect(try #require(summary.frameDelayMs?.max) > 900)
        #expect(outcomes[1].run.manifest.settings["push"] == .text("rtmp://127.0.0.1:PORT/live/stream"))
    }

    /// A provider that dies midway: its run ends as stalled, the other goes on to its end.
    @Test func aProviderThatDiesMidwayLeavesTheOthersWhole() async throws {
        let killed = Mutex(false)
        let outcomes = try await measure(
            [ProviderChoice(.direct), ProviderChoice(.nginxRTMP)],
            duration: .seconds(6)
        ) { place, progress in
            guard place == 1, progress.tally.marked >= 10 else { return }
            let isFirst = killed.withLock { killed in
                defer { killed = true }
                return !killed
            }
            guard isFirst else { return }
            Self.killOwnNginx()
        }
        #expect(killed.withLock { $0 })
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[0].summary.run.endReason == .duration)
        #expect(outcomes[0].summary.frames.dropped == 0)
        #expect([EndReason.stalled, .failed, .duration].contains(outcomes[1].summary.run.endReason))
        #expect(outcomes[1].summary.frames.marked >= 10)
        #expect((outcomes[1].summary.frames.dropped ?? 0) + (outcomes[1].summary.frames.unresolved ?? 0) > 0)
        #expect(try store.runs().allSatisfy { $0.state != .running })
    }

    /// Ends the nginx that this process started: the one whose parent's parent it is.
    private static func killOwnNginx() {
        let own = ProcessInfo.processInfo.processIdentifier
        for shell in children(of: own) {
            for process in children(of: shell) where name(of: process) == "nginx" {
                kill(process, SIGKILL)
                children(of: process).forEach { kill($0, SIGKILL) }
            }
        }
    }

    private static func children(of process: Int32) -> [Int32] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return tasks.flatMap { task in
            let text = (try? String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)) ?? ""
            return text.split(separator: " ").compactMap { Int32($0) }
        }
    }

    private static func name(of process: Int32) -> String {
        let text = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)) ?? ""
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
