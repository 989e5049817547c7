/// How much may wait between the steps of an analysis.
public struct AnalysisLimits: Sendable {
    /// Access units that may wait to be decoded; when full, receiving waits too.
    public var queuedUnits: Int
    /// Pictures that may wait for their mark to be read; each holds a whole picture's memory.
    public var queuedPictures: Int
    /// Pictures waiting at which marks are looked for only where they were last, so that reading catches up before the
    /// queue is full and decoding would have to wait.
    public var hurriedDepth: Int

    /// Limits for live streams: some 30 s of frames may wait, so that a slow moment never delays receiving.
    public static let live = AnalysisLimits(queuedUnits: 2_000, queuedPictures: 48, hurriedDepth: 12)

    /// Limits for files, which are read as fast as they are decoded.
    public static let file = AnalysisLimits(queuedUnits: 64, queuedPictures: 16, hurriedDepth: .max)
}
