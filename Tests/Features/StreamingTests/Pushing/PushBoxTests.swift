import LabModel
import Machine
import Media
import Testing

@testable import Streaming

@Suite("Push box")
struct PushBoxTests {
    private func box(frames: Int = 100) -> PushBox {
        PushBox(url: "rtmp://h/…", limits: .init(frames: frames, bytes: 1 << 20))
    }

    private func taken(from box: PushBox) -> [Int64] {
        var indices: [Int64] = []
        while case .send(let frame) = box.next() {
            indices.append(frame.packet.index)
            box.sent(frame)
        }
        return indices
    }

    @Test("frames go to the target in order, and the end comes behind the last one")
    func order() throws {
        let pictures = try EncodedPictures(ticks: Array(0..<25))
        let box = box()
        for packet in pictures.packets {
            box.append(PushedFrame(packet: packet))
        }
        #expect(box.waitForFrame())
        #expect(box.counters.queued == 25)
        box.finish()
        #expect(box.isFinishing && box.waitForFrame())
        #expect(taken(from: box) == Array(0..<25))
        #expect(!box.waitForFrame())
        let counters = box.counters
        #expect(counters.url == "rtmp://h/…")
        #expect(counters.frames == 25 && counters.dropped == 0 && counters.queued == 0)
        #expect(counters.bytes == pictures.packets.reduce(0) { $0 + $1.size.bytes })
    }

    @Test("connections, failures and what each phase means are counted once")
    func phases() {
        let box = box()
        #expect(box.phase == .idle)
        func counted() -> [Int] {
            [box.counters.connects, box.counters.failures, box.counters.isConnected ? 1 : 0]
        }
        #expect(counted() == [0, 0, 0])
        box.enter(.connecting)
        #expect(counted() == [0, 0, 0])
        box.enter(.waiting)
        #expect(counted() == [0, 1, 0])
        // Waiting again, as after a pause, is no further failure.
        box.enter(.waiting)
        box.enter(.connecting)
        box.enter(.sending)
        box.enter(.sending)
        #expect(counted() == [1, 1, 1])
        box.enter(.waiting)
        #expect(counted() == [1, 2, 0])
        box.enter(.connecting)
        box.enter(.sending)
        box.enter(.idle)
        box.enter(.ended)
        #expect(counted() == [2, 2, 0])
    }

    @Test("every frame is sent, dropped or queued, also when a connection is lost")
    func sums() throws {
        let pictures = try EncodedPictures(ticks: Array(0..<40))
        let box = box(frames: 20)
        var taken = 0
        for (index, packet) in pictures.packets.enumerated() {
            box.append(PushedFrame(packet: packet))
            if index == 12, case .send = box.next() {
                box.lost()
            }
            if index == 34, case .send(let frame) = box.next() {
                box.sent(frame)
                taken += 1
            }
            let counters = box.counters
            #expect(counters.frames + counters.dropped + counters.queued == index + 1)
        }
        #expect(taken == 1 && box.counters.queued <= 20)
        // A new connection begins with the newest keyframe.
        box.beginAtNewestKeyframe()
        box.finish()
        #expect(self.taken(from: box) == Array(30..<40))
        box.enter(.ended)
        #expect(box.counters.frames + box.counters.dropped == 40 && box.counters.queued == 0)
    }

    @Test("what is left when a target ends is dropped")
    func ending() throws {
        let pictures = try EncodedPictures(ticks: Array(0..<10))
        let box = box()
        pictures.packets.forEach { box.append(PushedFrame(packet: $0)) }
        box.enter(.ended)
        #expect(box.counters.dropped == 10 && box.counters.queued == 0)
        // Frames that come later have no keyframe to build on, and no thread that takes them.
        for packet in pictures.packets.dropFirst() {
            box.append(PushedFrame(packet: packet))
        }
        #expect(box.counters.dropped == 19)
    }

    @Test("a pause ends with its time, or at once with the stream")
    func pauses() async {
        let clock = SystemClock()
        let box = box()
        #expect(box.pause(until: clock.monotonicNow(), clock: clock))
        async let paused = WorkerThread.run(name: "pause") {
            box.pause(until: clock.monotonicNow() + .seconds(3_600), clock: clock)
        }
        box.finish()
        #expect(await !paused)
        #expect(!box.pause(until: clock.monotonicNow() + .seconds(3_600), clock: clock))
    }

    @Test("a thread that waits is woken by a frame, and by the end")
    func waking() async throws {
        let pictures = try EncodedPictures(ticks: [0])
        let box = box()
        async let found = WorkerThread.run(name: "wait") { box.waitForFrame() }
        box.append(PushedFrame(packet: pictures.packets[0]))
        #expect(await found)
        guard case .send = box.next() else {
            Issue.record("no frame")
            return
        }
        async let ended = WorkerThread.run(name: "next") {
            if case .end = box.next() { true } else { false }
        }
        box.finish()
        #expect(await ended)
    }
}
