import LabModel
import Machine

/// Frames that one core draws and marks in a second of CPU time.
struct DrawingBenchmark: Benchmark {
    let name = "content_and_mark_720p"
    let unit = "frames/s"
    let isLowerBetter = false

    func measure() throws -> Reading {
        var frames = try MarkedFrames(size: PixelSize(width: 1280, height: 720), frameRate: 30)
        try frames.draw(0)
        let count: UInt32 = 600
        let start = ProcessUsage.cpuTime()
        for number in 1...count {
            try frames.draw(number)
        }
        return Reading(value: Double(count) / (ProcessUsage.cpuTime() - start).seconds)
    }
}
