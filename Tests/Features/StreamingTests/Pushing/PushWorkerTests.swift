import LabModel
import LabTesting
import Logging
import Machine
import Media
import Testing

@testable import Streaming

@Suite("Push worker")
struct PushWorkerTests {
    private static func worker(
        _ target: String,
        _ pictures: EncodedPictures,
        box: PushBox,
        log: EventLog,
        interrupt: Interrupt = Interrupt()
    ) throws -> PushWorker {
        PushWorker(
            target: PushTarget(number: 3, address: try PushAddress.parse(target)),
            stream: pictures.stream,
            settings: PushSettings(seed: 1),
            box: box,
            interrupt: interrupt,
            clock: SystemClock(),
            logger: Logger(label: "test") { _ in log }
        )
    }

    private static func filled(_ pictures: EncodedPictures) -> PushBox {
        let box = PushBox(url: "", limits: .init(frames: 100, bytes: 1 << 20))
        pictures.packets.forEach { box.append(PushedFrame(packet: $0)) }
        return box
    }

    @Test("sends what is queued and ends when no more comes")
    func sends() throws {
        let (folder, log) = (try TemporaryFolder(), EventLog("push_"))
        // One group: a connection begins with the newest keyframe.
        let pictures = try EncodedPictures(ticks: Array(0..<20), interval: 20)
        let box = Self.filled(pictures)
        box.finish()
        var generator = SeededGenerator(seed: 1)
        try Self.worker(folder.file("a.ts"), pictures, box: box, log: log).run(using: &generator)
        #expect(box.phase == .ended)
        #expect(box.counters.frames == 20 && box.counters.connects == 1 && box.counters.failures == 0)
        #expect(log.lines == ["push_connected target=3 url=\(folder.file("a.ts"))"])
        let reader = try AccessUnitReader.open(folder.file("a.ts"), clock: SystemClock(), interrupt: Interrupt())
        var units = 0
        while try reader.next() != nil {
            units += 1
        }
        #expect(units == 20)
    }

    @Test("a target that fails while the stream ends is told once, without a further try")
    func failsAtTheEnd() throws {
        let log = EventLog("push_")
        let pictures = try EncodedPictures(ticks: Array(0..<10))
        let box = Self.filled(pictures)
        box.finish()
        var generator = SeededGenerator(seed: 1)
        try Self.worker("/nowhere/a.ts", pictures, box: box, log: log).run(using: &generator)
        #expect(
            log.lines == [
                "push_failed reason=pushing failed: No such file or directory target=3 url=/nowhere/a.ts"
            ]
        )
        let counters = box.counters
        #expect(counters.failures == 1 && counters.connects == 0 && counters.frames == 0 && counters.dropped == 10)
    }

    @Test("a target that fails is tried again after a pause that the log tells, from the newest keyframe on")
    func triesAgain() async throws {
        let (folder, log) = (try TemporaryFolder(), EventLog("push_"))
        let pictures = try EncodedPictures(ticks: Array(0..<25))
        let box = Self.filled(pictures)
        let worker = try Self.worker(folder.file("later/a.ts"), pictures, box: box, log: log)
        async let ended: Void = WorkerThread.run(name: "push") {
            var generator = SeededGenerator(seed: 1)
            worker.run(using: &generator)
        }
        // Whatever fails here, the worker must not be waited for without end.
        defer { box.finish() }
        try await log.wait(for: "push_failed")
        _ = try await BuiltExecutable.shell("mkdir \(folder.file("later"))")
        try await log.wait(for: "push_connected")
        box.finish()
        await ended
        #expect(log.lines.first?.contains(" retry_in=") == true)
        let counters = box.counters
        #expect(counters.connects == 1 && counters.failures >= 1)
        #expect(counters.frames == 5 && counters.dropped == 20)
    }

    @Test("nothing is tried when the stream ends without a frame, or is cancelled")
    func nothing() throws {
        let log = EventLog("push_")
        let pictures = try EncodedPictures(ticks: [0])
        let empty = PushBox(url: "", limits: .init(frames: 10, bytes: 1 << 20))
        empty.finish()
        var generator = SeededGenerator(seed: 1)
        try Self.worker("rtmp://127.0.0.1:1/a/b", pictures, box: empty, log: log).run(using: &generator)
        #expect(log.lines == [] && empty.phase == .ended)
        let interrupt = Interrupt()
        interrupt.cancel()
        let box = Self.filled(pictures)
        box.finish()
        try Self.worker("rtmp://127.0.0.1:1/a/b", pictures, box: box, log: log, interrupt: interrupt)
            .run(using: &generator)
        #expect(log.lines == [] && box.counters.dropped == 1)
    }

    @Test("drops are told at once, and then at most once a second with what came together")
    func dropReport() {
        func at(_ milliseconds: Double) -> MonotonicTime {
            MonotonicTime(nanoseconds: 0) + .milliseconds(milliseconds)
        }
        var report = DropReport(5)
        #expect(report.news(5, at: at(0)) == nil)
        #expect(report.news(7, at: at(10)) == 2)
        #expect(report.news(8, at: at(20)) == nil)
        #expect(report.news(30, at: at(1_009)) == nil)
        #expect(report.news(30, at: at(1_010)) == 23)
        #expect(report.news(30, at: at(9_000)) == nil)
        #expect(report.news(31, at: at(9_001)) == 1)
    }
}
