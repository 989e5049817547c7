import Estimation
import LabModel
import Testing

@testable import Receiving

@Suite struct RunControllerTests {
    static func at(_ seconds: Double) -> MonotonicTime {
        MonotonicTime(nanoseconds: Latency.seconds(seconds).nanoseconds)
    }

    static func wall(_ seconds: Double) -> WallTime {
        WallTime(nanoseconds: 1_000_000_000_000 + Latency.seconds(seconds).nanoseconds)
    }

    /// A frame stamped at `stamped` and decoded 10 ms later, with equal clocks; nil leaves its mark unreadable.
    static func frame(_ number: UInt32, stamped: Double?, decoded: Double? = nil, repeated: Bool = false) -> Sample {
        var sample = Sample(decoded: wall(decoded ?? (stamped ?? 0) + 0.01), clockOffset: .zero)
        sample.isRepeated = repeated
        if let stamped {
            sample.stamp = FrameStamp(streamID: .foreign, number: FrameNumber(number), time: wall(stamped))
        } else {
            sample.unreadable = .noCode
        }
        return sample
    }

    /// A controller behind a reference, because an expectation cannot change a value.
    final class Driven {
        private var controller: RunController

        init(_ controller: RunController) {
            self.controller = controller
        }

        var phase: RunController.Phase { controller.phase }
        var end: WallTime? { controller.end }
        var isOver: Bool { controller.isOver }
        var tally: LiveTally { controller.tally }

        func analysed(_ sample: Sample, now: MonotonicTime) -> Bool { controller.analysed(sample, now: now) }
        func sourceStopped(canReconnect: Bool) -> SourceVerdict {
            controller.sourceStopped(canReconnect: canReconnect)
        }
        func connected(isLive: Bool) { controller.connected(isLive: isLive) }
        func mediaArrived(now: MonotonicTime) { controller.mediaArrived(now: now) }
        func tick(now: MonotonicTime) { controller.tick(now: now) }
        func sourceExhausted() { controller.sourceExhausted() }
        func interrupt() { controller.interrupt() }
        func fail() { controller.fail() }
    }

    static func controller(_ change: (inout ReceiveSettings) -> Void = { _ in }) -> Driven {
        var settings = ReceiveSettings(url: "http://x", id: "t")
        change(&settings)
        let controller = Driven(RunController(settings: settings, now: at(0)))
        controller.connected(isLive: true)
        return controller
    }

    @Test func measuresTheDurationFromTheFirstMarkedPicture() {
        let controller = Self.controller { $0.duration = .seconds(2) }
        #expect(controller.analysed(Self.frame(0, stamped: nil, decoded: 0.4), now: Self.at(0.4)))
        #expect(controller.phase == .unmarked)
        #expect(controller.analysed(Self.frame(1, stamped: 0.49), now: Self.at(0.5)))
        #expect(controller.end == Self.wall(2.5))
        controller.mediaArrived(now: Self.at(2.4))
        controller.tick(now: Self.at(2.49))
        #expect(controller.phase == .measuring(until: Self.at(2.5)))
        // Stamped before the end, decoded after it: belongs to the run and does not end it.
        #expect(controller.analysed(Self.frame(2, stamped: 2.495, decoded: 2.505), now: Self.at(2.505)))
        #expect(!controller.isOver)
        #expect(controller.analysed(Self.frame(3, stamped: 2.5, decoded: 2.51), now: Self.at(2.51)))
        #expect(controller.phase == .ended(.duration))
        #expect(!controller.analysed(Self.frame(4, stamped: 2.6), now: Self.at(2.61)))
        #expect(controller.end == Self.wall(2.5))
    }

    @Test func drainsForAsLongAsItMay() {
        let controller = Self.controller { $0.duration = .seconds(2) }
        _ = controller.analysed(Self.frame(1, stamped: 0), now: Self.at(0))
        controller.mediaArrived(now: Self.at(2))
        controller.tick(now: Self.at(2))
        #expect(controller.phase == .draining(until: Self.at(7)))
        controller.tick(now: Self.at(6.9))
        #expect(!controller.isOver)
        controller.tick(now: Self.at(7))
        #expect(controller.phase == .ended(.duration))
    }

    @Test func marksWithoutATimeEndByWhenTheyCame() {
        let controller = Self.controller { $0.duration = .seconds(1) }
        var sample = Self.frame(1, stamped: 0)
        sample.stamp?.time = nil
        #expect(controller.analysed(sample, now: Self.at(0)))
        sample.decoded = Self.wall(1.01)
        #expect(controller.analysed(sample, now: Self.at(1.01)))
        #expect(controller.phase == .ended(.duration))
    }

    @Test func withoutAClockWaitsForFramesStampedBeforeTheEnd() {
        let controller = Self.controller { $0.duration = .seconds(1) }
        func frame(_ number: UInt32, stamped: Double, decoded: Double) -> Sample {
            var sample = Self.frame(number, stamped: stamped, decoded: decoded)
            sample.clockOffset = nil
            return sample
        }
        _ = controller.analysed(frame(0, stamped: 50, decoded: 0), now: Self.at(0))
        // Stamped at the end, and come early: the stretch is not over yet.
        _ = controller.analysed(frame(26, stamped: 51.04, decoded: 0.9), now: Self.at(0.9))
        #expect(!controller.isOver)
        // Stamped before the end, and come late: there may be more of them.
        _ = controller.analysed(frame(24, stamped: 50.96, decoded: 1.1), now: Self.at(1.1))
        #expect(!controller.isOver)
        _ = controller.analysed(frame(27, stamped: 51.08, decoded: 1.2), now: Self.at(1.2))
        #expect(controller.phase == .ended(.duration))
    }

    @Test func aClockSteppedForwardDoesNotEndTheRun() {
        let controller = Self.controller { $0.duration = .seconds(60) }
        _ = controller.analysed(Self.frame(0, stamped: 0, decoded: 0.01), now: Self.at(0.01))
        // The streamer's clock is put 70 s ahead, of which the live offset knows nothing yet.
        #expect(controller.analysed(Self.frame(1, stamped: 80, decoded: 10.01), now: Self.at(10.01)))
        #expect(!controller.isOver)
        #expect(controller.tally.marked == 2)
        #expect(controller.analysed(Self.frame(2, stamped: 130.5, decoded: 60.51), now: Self.at(60.51)))
        #expect(controller.phase == .ended(.duration))
    }

    @Test func aConnectionWithoutMediaEndsNoStall() {
        let controller = Self.controller { $0.duration = .seconds(100) }
        _ = controller.analysed(Self.frame(0, stamped: 0), now: Self.at(0))
        controller.mediaArrived(now: Self.at(5))
        controller.connected(isLive: true)
        controller.tick(now: Self.at(15))
        #expect(controller.phase == .ended(.stalled))
    }

    @Test func framesThatComeAgainDoNotCountTowardsTheLimit() {
        let controller = Self.controller { $0.frameLimit = 3 }
        for number in [0, 1, 0, 1, 0, 1] as [UInt32] {
            _ = controller.analysed(Self.frame(number, stamped: Double(number)), now: Self.at(1))
        }
        #expect(!controller.isOver)
        #expect(controller.tally.marked == 2)
    }

    @Test func givesUpOnAStreamWithoutPictures() {
        let controller = Self.controller()
        controller.mediaArrived(now: Self.at(14))
        controller.tick(now: Self.at(14.9))
        #expect(controller.phase == .starting)
        controller.tick(now: Self.at(15))
        #expect(controller.phase == .ended(.failed))
    }

    @Test func givesUpOnAStreamWithoutMarks() {
        let controller = Self.controller { $0.startLimit = .seconds(3) }
        _ = controller.analysed(Self.frame(0, stamped: nil, decoded: 1), now: Self.at(1))
        controller.tick(now: Self.at(3.9))
        #expect(controller.phase == .unmarked)
        controller.tick(now: Self.at(4))
        #expect(controller.phase == .ended(.noMark))
    }

    @Test func givesUpOnAStreamThatHasDied() {
        let controller = Self.controller { $0.duration = .seconds(100) }
        _ = controller.analysed(Self.frame(0, stamped: 0), now: Self.at(0))
        controller.mediaArrived(now: Self.at(5))
        controller.tick(now: Self.at(14.9))
        #expect(!controller.isOver)
        controller.tick(now: Self.at(15))
        #expect(controller.phase == .ended(.stalled))
    }

    @Test func stopsAtTheFrameLimitOfNewFrames() {
        let controller = Self.controller { $0.frameLimit = 2 }
        var backlog = Self.frame(0, stamped: 0)
        backlog.isBacklog = true
        #expect(controller.analysed(backlog, now: Self.at(0)))
        #expect(controller.analysed(Self.frame(1, stamped: 0.1), now: Self.at(0.1)))
        #expect(controller.analysed(Self.frame(1, stamped: 0.1, repeated: true), now: Self.at(0.1)))
        #expect(!controller.isOver)
        #expect(controller.analysed(Self.frame(2, stamped: 0.2), now: Self.at(0.2)))
        #expect(controller.phase == .ended(.frameLimit))
        #expect(!controller.analysed(Self.frame(3, stamped: 0.3), now: Self.at(0.3)))
    }

    @Test func retriesALiveSourceOnlyAfterAPicture() {
        let controller = Self.controller()
        #expect(controller.sourceStopped(canReconnect: true) == .stop)
        // Its picture may still wait to be decoded.
        controller.mediaArrived(now: Self.at(0))
        let pauses = (0..<7).map { _ in controller.sourceStopped(canReconnect: true) }
        #expect(pauses == [100, 200, 400, 800, 1_600, 2_000, 2_000].map { .retry(after: .milliseconds($0)) })
        controller.mediaArrived(now: Self.at(2))
        #expect(controller.sourceStopped(canReconnect: true) == .retry(after: .milliseconds(100)))
        #expect(controller.sourceStopped(canReconnect: false) == .stop)
    }

    @Test func readsAFileToItsEnd() {
        let controller = Self.controller()
        controller.connected(isLive: false)
        _ = controller.analysed(Self.frame(0, stamped: 0), now: Self.at(0))
        #expect(controller.end == nil)
        controller.tick(now: Self.at(1_000))
        #expect(!controller.isOver)
        #expect(controller.sourceStopped(canReconnect: true) == .stop)
        controller.sourceExhausted()
        #expect(controller.phase == .ended(.endOfStream))
    }

    @Test func cutsAFileByItsStamps() {
        let controller = Self.controller { $0.duration = .seconds(1) }
        controller.connected(isLive: false)
        #expect(controller.analysed(Self.frame(0, stamped: 50), now: Self.at(0)))
        #expect(controller.analysed(Self.frame(29, stamped: 50.99), now: Self.at(0)))
        #expect(!controller.analysed(Self.frame(30, stamped: 51), now: Self.at(0)))
        #expect(controller.phase == .ended(.duration))
    }

    @Test(arguments: [(0, EndReason.failed), (1, .noMark), (2, .endOfStream)])
    func whatAnEndMeansDependsOnWhatCame(_ step: Int, _ reason: EndReason) {
        let controller = Self.controller()
        if step > 0 {
            _ = controller.analysed(Self.frame(0, stamped: nil), now: Self.at(0))
        }
        if step > 1 {
            _ = controller.analysed(Self.frame(0, stamped: 0), now: Self.at(0))
        }
        controller.sourceExhausted()
        #expect(controller.phase == .ended(reason))
        controller.interrupt()
        controller.fail()
        #expect(controller.phase == .ended(reason))
    }

    @Test func anybodyMayInterrupt() {
        let controller = Self.controller()
        controller.interrupt()
        #expect(controller.phase == .ended(.interrupted))
        #expect(controller.sourceStopped(canReconnect: true) == .stop)
    }
}
