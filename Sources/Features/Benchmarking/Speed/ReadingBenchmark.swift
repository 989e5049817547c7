internal import Glibc
internal import LabModel
internal import Machine
internal import Marks

/// The CPU time of reading one 1080p picture's mark where it was last.
struct ReadingBenchmark: Benchmark {
    let name: String
    let about: String
    let unit: String
    /// What is drawn.
    let format: MarkFormat
    /// Whether the strips are painted over.
    var hidesStrips = false
    /// The part of the mark that must give the stamp.
    let route: MarkRoute
    /// Reads that are timed.
    let count: Int
    /// The unit in seconds.
    let scale: Double

    /// Both strips, as in every picture that arrives whole.
    static let strip = ReadingBenchmark(
        name: "strip_read_1080p",
        about: "the CPU time of reading both strips",
        unit: "µs",
        format: .qr,
        route: .strip,
        count: 20_000,
        scale: 1e6
    )
    /// The lab's QR code where it was last, since the strips are gone.
    static let code = ReadingBenchmark(
        name: "tracked_qr_read_1080p",
        about: "the CPU time of reading the QR code where it was last",
        unit: "ms",
        format: .qr,
        hidesStrips: true,
        route: .qr,
        count: 300,
        scale: 1e3
    )
    /// The first lab's QR code, which has no strips, where it was last.
    static let dict = ReadingBenchmark(
        name: "tracked_dict_read_1080p",
        about: "the CPU time of reading the first lab's QR code where it was last",
        unit: "ms",
        format: .dict,
        route: .dict,
        count: 300,
        scale: 1e3
    )

    func measure() throws -> [Figure] {
        let size = PixelSize(width: 1920, height: 1080)
        // Several pictures in turn, so that the planes do not stay in the nearest cache.
        var pictures: [MarkedFrames] = []
        for number in 0..<UInt32(8) {
            var frames = try MarkedFrames(size: size, frameRate: 30, format: format)
            try frames.draw(number)
            if hidesStrips {
                try hideStrips(frames.picture)
            }
            pictures.append(frames)
        }
        let planes = try pictures.map { try $0.picture.view().luma.readOnly }
        var reader = MarkReader()
        for plane in planes {
            _ = reader.read(plane)
        }
        var wrong = 0
        let start = ProcessUsage.cpuTime()
        for index in 0..<count {
            if case .stamp(_, route) = reader.read(planes[index % planes.count]) { continue }
            wrong += 1
        }
        let spent = ProcessUsage.cpuTime() - start
        withExtendedLifetime(pictures) {}
        guard wrong == 0 else {
            throw BenchmarkError.wrongWork(benchmark: name, reason: "\(wrong) of \(count) were not read by \(route)")
        }
        return [Figure(name: name, value: spent.seconds / Double(count) * scale, unit: unit)]
    }

    /// Paints the rows grey that hold the strips: the first and the last 12 of the layout's 144 steps.
    private func hideStrips(_ picture: Picture) throws {
        let layout = MarkLayout(size: picture.size)
        let luma = try picture.view().luma
        for rows in [layout.y(0)..<layout.y(12), layout.y(132)..<layout.y(144)] {
            memset(luma.base + rows.lowerBound * luma.stride, 128, rows.count * luma.stride)
        }
    }
}
