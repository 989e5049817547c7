import LabModel

/// What the repeats of one chain say together.
struct RepeatFigures {
    /// The fewest frame delays of a repeat that its 95th percentile may stand on.
    static let fewestFrames = 50

    private(set) var key: CalibrationKey?
    private(set) var frames = 0
    private(set) var p50Ms: [Double] = []
    private(set) var p95Ms: [Double] = []

    /// Adds a repeat.
    ///
    /// - Parameters:
    ///   - summary: what it measured.
    ///   - machine: facts of this machine.
    /// - Returns: why it says nothing of the chain; nil where it was added.
    mutating func add(_ summary: Summary, machine: [String: SettingValue]) -> CalibrationReport.Reason? {
        let codes = summary.warnings.map(\.code)
        if codes.contains(.streamerOverloaded) {
            return .streamerOverloaded
        }
        if codes.contains(.receiverOverloaded) {
            return .receiverOverloaded
        }
        guard let delay = summary.frameDelayMs, let p50 = delay.p50, let p95 = delay.p95 else { return .noDelay }
        guard delay.n >= Self.fewestFrames else { return .tooFewFrames }
        guard let key = CalibrationKey(url: summary.run.url, media: summary.media, machine: machine) else {
            return .noDelay
        }
        self.key = key
        frames += delay.n
        p50Ms.append(p50)
        p95Ms.append(p95)
        return nil
    }

    /// The calibration that the repeats make: the medians of theirs, so that one disturbed repeat does not move it.
    ///
    /// - Returns: nil without any repeat.
    func calibration(
        id: String,
        fps: FrameRate,
        madeAt: WallTime,
        versions: [String: String],
        machine: [String: SettingValue]
    ) -> Calibration? {
        guard var key, let p50 = Self.median(p50Ms), let p95 = Self.median(p95Ms) else { return nil }
        key.fps = fps
        return Calibration(
            id: id,
            key: key,
            madeAt: madeAt,
            frames: frames,
            p50Ms: p50,
            p95Ms: p95,
            repeatP50Ms: p50Ms,
            versions: versions,
            machine: machine
        )
    }

    /// The middle value, or the mean of the two in the middle; nil for none.
    static func median(_ values: [Double]) -> Double? {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
