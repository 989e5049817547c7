import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Quality

/// Programs that fail are shell scripts here, some of which hand over to the real one: no ffmpeg hangs when asked to.
@Suite(.heavy) struct VMAFSessionFailureTests {
    private static let clip = VMAFClip(33, width: 160, height: 120)
    /// Six pictures and their references are more than a pipe holds.
    private static let large = VMAFClip(33, width: 320, height: 240)

    private func session(
        _ tool: FakeTool,
        _ clip: VMAFClip = Self.clip,
        _ change: (inout VMAFLimits) -> Void = { _ in }
    ) -> VMAFSession {
        var limits = VMAFLimits()
        limits.batch = 8
        limits.deaths = 1
        limits.lastWords = .untilItHangs
        change(&limits)
        let job = VMAFJob(tool: tool.tool, model: .standard, shape: clip.shape, limits: limits, clock: SystemClock())
        return VMAFSession(job, VMAFTrial.Verdict(libraryVersion: "1", canSkip: true))
    }

    /// Submits until the session throws; what it threw.
    private func failure(_ session: VMAFSession, _ clip: VMAFClip = Self.clip) -> VMAFFailure? {
        do {
            defer { _ = session.finish() }
            _ = try clip.score(Array(0..<33), in: session)
            return nil
        } catch QualityError.vmaf(let failure) {
            return failure
        } catch {
            Issue.record(error)
            return nil
        }
    }

    private func expectGone(_ tool: FakeTool) {
        for process in tool.processes {
            #expect(!ProcessWatch.isRunning(process), "process \(process) is still there")
        }
    }

    /// Blocks: whoever suspends among heavy tests waits for all of them.
    private func waitForStart(of tool: FakeTool) {
        let clock = SystemClock()
        while tool.processes.isEmpty {
            clock.blockUntil(clock.monotonicNow() + .milliseconds(5))
        }
    }

    @Test func oneThatDiesMidwayLosesOneBatchAndIsReplaced() throws {
        // The second process reads some pictures and dies; the others do their work.
        let tool = try FakeTool.counting("[[ $n -eq 2 ]] || real \"$@\"; head -c 200000 >/dev/null; kill -9 $$")
        let session = session(tool) { $0.deaths = 2 }
        let outcome = try Self.clip.score(Array(0..<33), in: session)
        #expect(outcome.failure == .vmaf(.ended(path: tool.path, code: 137, said: "")))
        #expect(outcome.scores.count + outcome.lost.count == 33)
        #expect(!outcome.lost.isEmpty && outcome.lost.count <= 8)
        #expect(outcome.lost.last == outcome.lost[0] + outcome.lost.count - 1)
        let whole = try Self.clip.score(Array(0..<33), in: RealVMAF.session(Self.clip)).scores
        #expect(outcome.scores.allSatisfy { score in whole.contains(score) })
        expectGone(tool)
    }

    @Test func oneThatAlwaysDiesIsGivenUp() throws {
        let tool = try FakeTool.counting("echo 'disk on fire' >&2; exit 9")
        let session = session(tool) { $0.deaths = 3 }
        #expect(failure(session) == .ended(path: tool.path, code: 9, said: "disk on fire"))
        let outcome = session.finish()
        #expect(outcome.scores.isEmpty)
        #expect(outcome.failure == .vmaf(.ended(path: tool.path, code: 9, said: "disk on fire")))
        // The third may be found dead only when the fourth has been started.
        #expect((3...4).contains(tool.processes.count))
        expectGone(tool)
    }

    @Test func whatWasScoredBeforeTheEndIsKept() throws {
        let tool = try FakeTool.counting("[[ $n -gt 2 ]] || real \"$@\"; exit 9")
        let session = session(tool)
        #expect(failure(session) == .ended(path: tool.path, code: 9, said: ""))
        #expect(session.finish().scores.map(\.id) == Array(0..<16))
    }

    @Test func oneThatNeverReadsIsGivenUpInTime() throws {
        // More than the pipe holds.
        let tool = try FakeTool.counting("sleep 1000")
        let session = session(tool, Self.large) { $0.write = .milliseconds(300) }
        let hang = VMAFFailure.hangs(path: tool.path, work: "take a picture", limit: .milliseconds(300))
        #expect(failure(session, Self.large) == hang)
        expectGone(tool)
    }

    @Test func oneThatNeverEndsIsGivenUpInTime() throws {
        let tool = try FakeTool.counting("cat >/dev/null; sleep 1000")
        let session = session(tool) { $0.finish = .milliseconds(300) }
        let outcome = try Self.clip.score(Array(0..<5), in: session)
        #expect(outcome.failure == .vmaf(.hangs(path: tool.path, work: "finish", limit: .milliseconds(300))))
        #expect(outcome.lost == Array(0..<5))
        expectGone(tool)
    }

    @Test func rubbishIsNoScore() throws {
        let tool = try FakeTool.counting("cat >/dev/null; echo '{\"version\":1}'")
        #expect(
            failure(session(tool)) == .rubbish(path: tool.path, reason: "14 bytes that are no log of libvmaf's")
        )
        let silent = try FakeTool.counting("cat >/dev/null")
        #expect(failure(session(silent)) == .rubbish(path: silent.path, reason: "nothing"))
        let short = try FakeTool.counting(
            #"cat >/dev/null; echo '{"version":"1","frames":[{"frameNum":2,"metrics":{"vmaf":7}}]}'"#
        )
        #expect(
            failure(session(short)) == .rubbish(path: short.path, reason: "7 of 8 pictures have no score")
        )
    }

    @Test func endlessOutputIsCutOff() throws {
        let tool = try FakeTool.counting("exec yes")
        #expect(failure(session(tool)) == .tooMuchOutput(path: tool.path))
        expectGone(tool)
    }

    @Test func oneThatClosesItsInputIsGivenUp() throws {
        let tool = try FakeTool.counting("exec <&-; sleep 1000")
        // It says nothing more, and is waited for to do so.
        let session = session(tool, Self.large) { $0.lastWords = .seconds(1) }
        #expect(failure(session, Self.large) == .rubbish(path: tool.path, reason: "it closed its input"))
        expectGone(tool)
    }

    @Test func cancelEndsAWaitingSubmission() throws {
        let tool = try FakeTool.counting("sleep 1000")
        let session = session(tool)
        let failure = Mutex<VMAFFailure?>(nil)
        let thread = WorkerThread(name: "submit") {
            let found = self.failure(session)
            failure.withLock { $0 = found }
        }
        waitForStart(of: tool)
        session.cancel()
        thread.join()
        #expect(failure.withLock { $0 } == .cancelled)
        #expect(session.finish().failure == .vmaf(.cancelled))
        expectGone(tool)
    }

    @Test func aSessionThatIsDroppedEndsItsProcess() async throws {
        let tool = try FakeTool.counting("sleep 1000")
        var session: VMAFSession? = session(tool)
        try session?.submit(
            id: 0,
            references: (before: nil, at: Self.clip.references[0].view, after: Self.clip.references[1].view),
            distorted: Self.clip.distorted[0].view
        )
        waitForStart(of: tool)
        session = nil
        await withCheckedContinuation { continuation in
            ProcessWatch.whenEnded(tool.processes[0]) { continuation.resume() }
        }
    }

    @Test func aModelThatTheProgramDoesNotHaveIsFoundBeforeTheRun() throws {
        // An older libvmaf: the models of 2025 are unknown to it.
        let old = try FakeTool(
            """
            for word; do [[ $word != *v1.0* ]] || { echo '[a @ 0x1] could not load libvmaf model with version: x' >&2; exit 1; }; done
            exec '\(RealVMAF.tool().path)' "$@"
            """
        )
        #expect(throws: QualityError.vmaf(.unknownModel(name: "v1", known: ["v0.6.1", "neg", "4k"]))) {
            try VMAFSession(tool: old.tool, model: .first, shape: Self.clip.shape, clock: SystemClock())
        }
    }

    @Test func aFileThatIsJSONButNoModelIsFoundBeforeTheRun() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("model.json")
        try #"{"model_dict": {}}"#.write(toFile: path, atomically: false, encoding: .utf8)
        do {
            _ = try RealVMAF.session(Self.clip, model: .file(path))
            Issue.record("a file without a model was taken")
        } catch QualityError.vmaf(.notAModel(let named, let reason)) {
            #expect(named == path)
            #expect(!reason.isEmpty)
        } catch {
            Issue.record(error)
        }
    }

    @Test func anFfmpegThatHangsAtItsStartIsGivenUpBeforeTheRun() throws {
        let tool = try FakeTool("sleep 1000")
        var limits = VMAFLimits()
        limits.start = .milliseconds(300)
        #expect(
            throws: QualityError.vmaf(.hangs(path: tool.path, work: "finish", limit: .milliseconds(300)))
        ) {
            try VMAFSession(
                tool: tool.tool,
                model: .standard,
                shape: Self.clip.shape,
                limits: limits,
                clock: SystemClock()
            )
        }
    }
}
