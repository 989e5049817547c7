public import LabModel
internal import Synchronization

/// All that scoring a stream needs, opened before the stream is: what comes first may take seconds.
///
/// One thread at a time uses it: the scoring thread, and once that has ended whoever concludes.
public final class PreparedScoring: @unchecked Sendable {
    let settings: QualitySettings
    let streamID: StreamID
    let clock: any LabClock
    /// Where the scored content comes from.
    public let content: StreamDescription.Content
    private let stream: ScoredStream
    /// Ends VMAF's programs at once, from any thread: what they had not computed yet is lost.
    let cancelVMAF: @Sendable () -> Void
    private let lock = Mutex(())

    /// Opens everything.
    ///
    /// Reads a content file once, and looks for what computes VMAF: blocks meanwhile.
    ///
    /// - Parameters:
    ///   - settings: what to compute, of how many frames.
    ///   - description: what the streamer says of its stream.
    ///   - isLive: whether the stream is most likely measured while it is made, and others need the processor more.
    ///   - clock: the clock of all waiting.
    /// - Throws: ``ScoringError`` where the reference cannot be drawn. VMAF that cannot be had is told by an event.
    public init(
        _ settings: QualitySettings,
        of description: StreamDescription,
        isLive: Bool,
        clock: any LabClock
    ) throws(ScoringError) {
        self.settings = settings
        self.clock = clock
        streamID = description.streamID
        content = description.content
        stream = try ScoredStream(settings, of: description, isLive: isLive, clock: clock)
        cancelVMAF = stream.cancelVMAF
    }

    func use(_ body: (ScoredStream) -> Void) {
        lock.withLock { _ in body(stream) }
    }
}
