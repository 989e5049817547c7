import Estimation
import Foundation
import LabModel
import LabTesting
import Machine
import Receiving
import RunStore
import Scoring
import Synchronization
import Tasks
import Testing

@testable import Measuring

/// Providers with the real streamer and the real nginx.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct ProviderMeasurementTests {
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
        duration: Latency = .seconds(4),
        stallLimit: Latency = .seconds(60),
        environment: [String: String] = [:],
        startLimit: Latency = .seconds(120),
        quality: QualitySettings? = nil,
        onAddress: @escaping @Sendable (_ url: String) -> Void = { _ in },
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
    ) async throws -> [RunOutcome] {
        let stream = StreamerTaskSettings.small("ways")
        let measurement = try ProviderMeasurement(
            choices,
            stream: stream,
            environment: environment,
            clock: SystemClock(),
            makeTask: { stream, onLine in
                LocalTask(
                    stream,
                    clock: SystemClock(),
                    executable: BuiltExecutable("streamer").path,
                    onLine: onLine
                )
            }
        )
        var base = ReceiveSettings(url: "", id: "ways")
        base.duration = duration
        base.stallLimit = stallLimit
        // It ends with the first frame after the stretch, which a busy machine may bring late.
        base.drain = .seconds(60)
        base.startLimit = startLimit
        base.quality = quality
        let results = try await measurement.run(
            base,
            uuids: choices.indices.map(Self.uuid),
            listeners: .init(onProgress: onProgress)
        ) { [store] settings in
            onAddress(settings.url)
            return Receiver(settings: settings, store: store, clock: SystemClock(), machine: [:], versions: [:])
        }
        return try results.map { try $0.get() }
    }

    private func listed(_ text: String) throws -> [ProviderChoice] {
        try ProvidersFile.parse(Array(text.utf8), path: "p.yaml")
    }

    @Test func theSameFramesAreMeasuredOnEveryWay() async throws {
        // Long beside what one of the two may begin later than the other.
        let outcomes = try await measure([ProviderChoice(.direct), ProviderChoice(.mp4)], duration: .seconds(12))
        #expect(outcomes.map(\.exitStatus) == [.done, .done])
        #expect(outcomes.map(\.summary.run.provider) == ["direct", "mp4"])
        let clocks = outcomes.map(\.summary.clock)
        #expect(clocks[0].method == .sameHost)
        #expect(clocks[0].exchanges == clocks[1].exchanges)
        for outcome in outcomes {
            #expect(outcome.summary.frames.dropped == 0)
            let expected = try #require(outcome.summary.frames.expected)
            #expect(expected > 0)
            #expect(outcome.summary.frames.marked * 6 >= expected * 5)
            // A busy machine's control may lose a frame of its own.
            #expect((outcome.summary.relativeToControlMs?.onlyTest ?? expected) * 6 <= expected)
            #expect((outcome.summary.relativeToControlMs?.matched ?? 0) * 6 >= expected * 5)
        }
        let numbers = try outcomes.map { outcome in
            Set(try store.samples(of: outcome.run).compactMap { $0.stamp?.number?.rawValue })
        }
        let expected = try #require(outcomes.compactMap(\.summary.frames.expected).min())
        // Both began at the same time within a keyframe's distance.
        #expect(numbers[0].intersection(numbers[1]).count >= expected / 2)
        let exchanges = try outcomes.map { try store.trace(of: $0.run).exchanges }
        #expect(exchanges[0] == exchanges[1])
    }

    @Test func eachWaysPicturesAreScoredInItsOwnRun() async throws {
        let choices = [ProviderChoice(.direct), ProviderChoice(.mp4)]
        let outcomes = try await measure(choices, quality: QualitySettings(metrics: [.psnr, .ssim]))
        #expect(outcomes.map(\.exitStatus) == [.done, .done])
        let runs = try outcomes.map { outcome in
            let quality = try #require(try store.trace(of: outcome.run).quality)
            #expect(quality.metrics == [.psnr, .ssim])
            #expect(outcome.summary.quality?.matched?.psnrYDb.map { $0 > 20 && $0 <= 60 } == true)
            #expect(!outcome.summary.events.contains { $0.code == "no_reference" })
            let matched = quality.frames.filter { $0.pairing == .matched }
            return Dictionary(matched.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        }
        // Both ways bring the same pictures.
        for (number, frame) in runs[0] {
            #expect(runs[1][number].map { $0 == frame } ?? true, "frame \(number.rawValue)")
        }
        #expect(runs.allSatisfy { !$0.isEmpty })
    }

    @Test func picturesAreScoredOnceTheServersHaveEnded() async throws {
        let address = Mutex("")
        // Looked for once: while processes come and go, the kernel's lists of children miss some.
        let servers = Mutex<[Int32]>([])
        let servedWhileScoring = Mutex<[Bool]>([])
        let outcomes = try await measure(
            [ProviderChoice(.nginxRTMP)],
            quality: QualitySettings(metrics: [.psnr]),
            onAddress: { url in address.withLock { $0 = url } }
        ) { _, progress in
            if progress.stage == .scoring {
                let isServed = servers.withLock(\.self).contains { Self.hasProgram($0) }
                servedWhileScoring.withLock { $0.append(isServed) }
            } else if servers.withLock(\.self).isEmpty {
                let found = Self.nginxes(servingAt: address.withLock(\.self))
                servers.withLock { $0 = found }
            }
        }
        #expect(!servers.withLock(\.self).isEmpty)
        #expect(Set(servedWhileScoring.withLock(\.self)) == [false])
        #expect((outcomes[0].summary.quality?.framesScored ?? 0) > 0)
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

    @Test func aPushThatFailsIsNamedInItsRun() async throws {
        let port = try LoopbackPort.free()
        let text = """
            providers:
              - name: shut
                push: rtmp://127.0.0.1:\(port)/live/${KEY}
                playback: http://127.0.0.1:\(port)/a.ts
            """
        let outcomes = try await measure(
            [ProviderChoice(.direct)] + (try listed(text)),
            environment: ["KEY": "hunter,secret"],
            startLimit: .seconds(2)
        )
        #expect(outcomes[0].summary.events.allSatisfy { !$0.code.hasPrefix("push_") })
        let failure = "\(try #require(outcomes[1].failure))"
        #expect(
            failure.contains("not pushed as it should be: push 1 (rtmp://127.0.0.1:\(port)/…) failed"),
            "\(failure)"
        )
        #expect(failure.contains("Connection refused") && !failure.contains("secret"), "\(failure)")
        let codes = outcomes[1].summary.events.map(\.code)
        #expect(codes.contains("push_failed") && codes.contains("push_dropped"), "\(codes)")
    }

    @Test func thePrivateNginxIsPushedToAndPlayed() async throws {
        let outcomes = try await measure([ProviderChoice(.direct), ProviderChoice(.nginxRTMP)])
        #expect(outcomes.map(\.exitStatus) == [.done, .done], "\(outcomes.map { $0.failure as Any })")
        let summary = outcomes[1].summary
        #expect(summary.run.url.hasSuffix("/hls/stream.m3u8"))
        #expect(summary.media.container == "hls")
        #expect(summary.frames.dropped == 0)
        #expect(summary.frames.unreadable == 0)
        #expect(summary.frames.marked * 6 >= (try #require(summary.frames.expected)) * 5)
        // A segment is a second: its first frame waits for its last.
        #expect(try #require(summary.frameDelayMs?.max) > 900)
        #expect(outcomes[1].run.manifest.settings["push"] == .text("rtmp://127.0.0.1:PORT/live/stream"))
    }

    /// A provider that dies midway: its run ends as stalled, the other goes on to its end.
    @Test func aProviderThatDiesMidwayLeavesTheOthersWhole() async throws {
        let killed = Mutex(false)
        let address = Mutex("")
        let outcomes = try await measure(
            [ProviderChoice(.direct), ProviderChoice(.nginxRTMP)],
            duration: .seconds(40),
            stallLimit: .seconds(12),
            onAddress: { url in
                address.withLock { $0 = url.hasSuffix("/hls/stream.m3u8") ? url : $0 }
            }
        ) { place, progress in
            guard place == 1, progress.tally.marked >= 10, !killed.withLock(\.self) else { return }
            // While processes come and go, the kernel's lists of children miss some: then it is looked for again.
            guard Self.killNginx(servingAt: address.withLock(\.self)) else { return }
            killed.withLock { $0 = true }
        }
        #expect(killed.withLock { $0 })
        #expect(outcomes[0].exitStatus == .done)
        #expect(outcomes[0].summary.run.endReason == .duration)
        #expect(outcomes[0].summary.frames.dropped == 0)
        let expected = try #require(outcomes[0].summary.frames.expected)
        #expect(expected > 0 && outcomes[0].summary.frames.marked * 6 >= expected * 5)
        let end = outcomes[1].summary.run.endReason
        #expect(end == .stalled || end == .failed)
        #expect(try store.run(named: outcomes[1].run.name).endReason == end)
        #expect(outcomes[1].summary.frames.marked >= 10)
        #expect((outcomes[1].summary.frames.dropped ?? 0) + (outcomes[1].summary.frames.unresolved ?? 0) > 0)
        #expect(try store.runs().allSatisfy { $0.state != .running })
    }

    /// Ends the one nginx that serves at an address: other tests of this process have servers of their own.
    ///
    /// With its whole group where that is not the tests' own: the list of its workers may miss some.
    /// - Returns: whether it was found.
    private static func killNginx(servingAt url: String) -> Bool {
        let found = nginxes(servingAt: url)
        for process in found {
            let group = getpgid(process)
            if group > 1, group != getpgrp() {
                kill(-group, SIGKILL)
            }
            for process in [process] + children(of: process) {
                kill(process, SIGKILL)
            }
        }
        return !found.isEmpty
    }

    private static func nginxes(servingAt url: String) -> [Int32] {
        guard let port = URLComponents(string: url)?.port else { return [] }
        let own = ProcessInfo.processInfo.processIdentifier
        return children(of: own).flatMap { children(of: $0) }.filter { isNginx($0, listeningOn: port) }
    }

    /// Whether a process is there that has not ended.
    private static func hasProgram(_ process: Int32) -> Bool {
        !(FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()).isEmpty
    }

    /// Whether a process is an nginx whose configuration, named on its command line, has a port.
    private static func isNginx(_ process: Int32, listeningOn port: Int) -> Bool {
        let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
        let words = bytes.split { $0 == 0 || $0 == 32 }.map { String(decoding: $0, as: UTF8.self) }
        guard words.first?.contains("nginx") == true, let file = words.first(where: { $0.hasSuffix("/nginx.conf") }),
            let text = try? String(contentsOfFile: file, encoding: .utf8)
        else { return false }
        return text.contains(":\(port)")
    }

    private static func children(of process: Int32) -> [Int32] {
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
        return tasks.flatMap { task in
            let text = (try? String(contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)) ?? ""
            return text.split(separator: " ").compactMap { Int32($0) }
        }
    }
}
