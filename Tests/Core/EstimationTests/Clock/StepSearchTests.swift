import LabModel
import Testing

@testable import Estimation

@Suite struct StepSearchTests {
    /// A step of half a second, known within 2.2 ms.
    private func step(sizeMs: Double = 500) -> ClockStep? {
        let clocks = SimulatedClocks(offset: 0, steps: [.init(at: 1.5, size: sizeMs / 1_000)])
        let exchanges = (0..<4).map { clocks.exchange(at: Double($0), there: 0.001, back: 0.001) }
        return ClockFit(exchanges: exchanges).clock.steps.first
    }

    /// Frames each 40 ms from 0 to 99, whose stamps jump before frame 50, and whatever else is done to them.
    private func frames(jumpMs: Double = 500, edit: (Int, inout FrameStamp) -> Void = { _, _ in }) -> [StampedFrame] {
        (0..<100).compactMap { number in
            let sent = SimulatedClocks.received(Double(number) * 0.04)
            var stamp = FrameStamp(
                streamID: StreamID(rawValue: 1),
                number: FrameNumber(UInt32(number)),
                time: sent + .milliseconds(number < 50 ? 0 : jumpMs)
            )
            edit(number, &stamp)
            return StampedFrame(Sample(stamp: stamp, decoded: sent + .seconds(2)), index: number)
        }
    }

    private func search(_ frames: [StampedFrame], among doubtful: Range<Int> = 40..<60) throws -> StepSearch {
        StepSearch(try #require(step()), among: doubtful, of: frames, known: frames.indices)
    }

    @Test func thePlaceIsFound() throws {
        let found = try search(frames())
        #expect(found.firstBehind == 50)
        #expect(found.isCertain)
        #expect(found.hasMatch)
    }

    @Test func atBothEndsOfTheDoubtfulFrames() throws {
        for doubtful in [50..<60, 40..<50] {
            let found = try search(frames(), among: doubtful)
            #expect(found.firstBehind == 50)
            #expect(found.isCertain)
        }
    }

    @Test func lostFramesDoNotHideIt() throws {
        let found = try search(frames().filter { !(45..<55).contains($0.number ?? 0) }, among: 40..<50)
        #expect(found.firstBehind == 45)
        #expect(found.isCertain)
    }

    @Test func latenessThatTheMarkTellsIsTakenOff() throws {
        let late = frames { number, stamp in
            let lateness = Latency.milliseconds(number.isMultiple(of: 3) ? 300 : 0)
            stamp.time = stamp.time.map { $0 + lateness }
            stamp.latenessTicks = FrameStamp.latenessTicks(of: lateness)
        }
        #expect(try search(late).isCertain)
    }

    @Test func noJumpAmongThemIsNotCertain() throws {
        #expect(try search(frames(jumpMs: 0)).isCertain == false)
        #expect(try search(frames(jumpMs: 0)).hasMatch == false)
        #expect(try search(frames(), among: 60..<70).isCertain == false)
    }

    @Test func anotherSizeIsNotTheStep() throws {
        #expect(try search(frames(jumpMs: 300)).isCertain == false)
        #expect(try search(frames(jumpMs: -500)).isCertain == false)
    }

    @Test func twoPlacesAreNone() throws {
        // The stamps jump, return and jump again.
        let twice = frames { number, stamp in
            if (53..<56).contains(number) {
                stamp.time = stamp.time.map { $0 - .milliseconds(500) }
            }
        }
        #expect(try search(twice).isCertain == false)
        #expect(try search(twice).hasMatch)
    }

    @Test func anUnevenStreamIsNotCertain() throws {
        let uneven = frames { number, stamp in
            stamp.time = stamp.time.map { $0 + .milliseconds(number == 44 ? 200 : 0) }
        }
        #expect(try search(uneven).firstBehind == 50)
        #expect(try search(uneven).isCertain == false)
    }

    @Test func oneFrameAloneTellsNothing() throws {
        let found = StepSearch(try #require(step()), among: 0..<1, of: frames(), known: 0..<1)
        #expect(found.firstBehind == nil)
        #expect(!found.isCertain)
    }
}
