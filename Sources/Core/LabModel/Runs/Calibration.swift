/// What the lab's own chain was measured to add on one machine: the frame delay of a stream that nothing is under test
/// between streamer and receiver.
public struct Calibration: Hashable, Sendable, Codable {
    /// Its identity, a version 7 UUID in lower case.
    public var id: String
    /// What it holds for; its frame rate is the one that it was measured at.
    public var key: CalibrationKey
    /// When it was made.
    public var madeAt: WallTime
    /// How many frame delays it rests on, in all repeats together; at least 1.
    public var frames: Int
    /// The median frame delay in milliseconds: the median of ``repeatP50Ms``.
    public var p50Ms: Double
    /// The 95th percentile of the frame delay in milliseconds: the median of the repeats'.
    public var p95Ms: Double
    /// The median frame delay of each repeat in milliseconds, in the order of measuring.
    public var repeatP50Ms: [Double]
    /// Versions of the lab and of the libraries it stood on.
    public var versions: [String: String]
    /// What the machine was.
    public var machine: [String: SettingValue]

    /// Makes a calibration; each argument is the property of its name.
    public init(
        id: String,
        key: CalibrationKey,
        madeAt: WallTime,
        frames: Int,
        p50Ms: Double,
        p95Ms: Double,
        repeatP50Ms: [Double],
        versions: [String: String],
        machine: [String: SettingValue]
    ) {
        self.id = id
        self.key = key
        self.madeAt = madeAt
        self.frames = frames
        self.p50Ms = p50Ms
        self.p95Ms = p95Ms
        self.repeatP50Ms = repeatP50Ms
        self.versions = versions
        self.machine = machine
    }

    /// What a run that begins at an instant says of it.
    ///
    /// Its age is negative where the machine's clock was set back since.
    public func intrinsic(at instant: WallTime) -> Summary.Intrinsic {
        Summary.Intrinsic(
            p50Ms: p50Ms,
            p95Ms: p95Ms,
            calibrationId: id,
            ageH: (instant - madeAt).seconds / 3_600
        )
    }
}
