import LabModel

extension Receiver {
    /// How long keyframes are taken to be apart where neither the stream nor its description tells.
    private static let usualSpacing = Latency.seconds(1)

    /// Joins the stream again, as often as was asked for, after a run that went well.
    ///
    /// - Parameters:
    ///   - session: the run, which is over; gets the joins.
    ///   - description: what the streamer said of the stream.
    ///   - onProgress: told before each join how many are done.
    func joinAgain(
        _ session: ReceiveSession,
        description: StreamDescription?,
        onProgress: @escaping @Sendable (ReceiveProgress) -> Void
    ) async {
        let wanted = settings.joins - 1
        guard wanted > 0, session.phase.isComplete, session.isLive else { return }
        let described = description.map { Latency.milliseconds(1_000 * $0.gopS) }
        let joins = FreshJoins(
            settings: mediaSettings,
            spacing: min(session.keyframeSpacing ?? described ?? Self.usualSpacing, KeyframeSpacing.limit),
            sentSize: description?.pictureSize,
            clock: clock
        )
        // What was measured stands, whatever becomes of the joins.
        session.storeFacts()
        var factsStored = clock.monotonicNow()
        for index in 0..<wanted where session.writers.failure == nil {
            onProgress(progress(joining: index + 2, session: session))
            guard let (join, failure) = await joins.join(index) else {
                session.noted(code: "joins_interrupted", text: "\(index + 1) of \(settings.joins) joins were made")
                return
            }
            session.recorder.update { $0.joins.append(join) }
            if let failure {
                session.noted(code: "join_failed", text: "join \(index + 2): \(failure)")
            }
            if clock.monotonicNow() - factsStored >= Self.factsInterval {
                factsStored = clock.monotonicNow()
                session.storeFacts()
            }
        }
    }

    private func progress(joining number: Int, session: ReceiveSession) -> ReceiveProgress {
        ReceiveProgress(
            stage: .joining(number: number, of: settings.joins),
            elapsed: .zero,
            total: nil,
            tally: session.counted
        )
    }
}

extension RunController.Phase {
    /// Whether the run measured what it was asked to measure of a stream that goes on.
    var isComplete: Bool {
        self == .ended(.duration) || self == .ended(.frameLimit)
    }
}
