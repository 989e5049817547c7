internal import LabModel
internal import Machine

/// Frames that one core draws and marks in a second of CPU time.
struct DrawingBenchmark: Benchmark {
    let name = "content_and_mark_720p"
    let about = "frames that one core draws and marks in a second"

    func measure() throws -> [Figure] {
        var frames = try MarkedFrames(size: PixelSize(width: 1280, height: 720), frameRate: 30)
        try frames.draw(0)
        let count: UInt32 = 600
        let start = ProcessUsage.cpuTime()
        for number in 1...count {
            try frames.draw(number)
        }
        let spent = ProcessUsage.cpuTime() - start
        // The renderer leaves pictures alone that it does not understand: that would be fast indeed.
        let levels = Set(frames.picture.raw).count
        guard levels > 100 else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "the picture holds only \(levels) levels")
        }
        return [Figure(name: name, value: Double(count) / spent.seconds, unit: "frames/s", isLowerBetter: false)]
    }
}
