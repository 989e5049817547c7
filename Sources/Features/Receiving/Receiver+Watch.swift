import LabModel

extension Receiver {
    /// Lets the time pass for the run, tells its progress, and asks the streamer at T1 what it has sent by then.
    func watch(
        _ session: ReceiveSession,
        probe: ClockProbe,
        figures: RunFigures?,
        onProgress: @escaping @Sendable (ReceiveProgress) -> Void
    ) async {
        var hasAsked = false
        var factsStored = clock.monotonicNow()
        while true {
            let phase = session.tick()
            guard !phase.isOver else { return }
            onProgress(progress(of: phase, session: session))
            if case .draining = phase, !hasAsked {
                hasAsked = true
                figures?.ended()
                await probe.ask()
            }
            if clock.monotonicNow() - factsStored >= Self.factsInterval {
                factsStored = clock.monotonicNow()
                session.storeFacts()
            }
            // Cut short by cancellation, which has ended the run then.
            try? await clock.sleep(for: .milliseconds(100))
        }
    }

    private func progress(of phase: RunController.Phase, session: ReceiveSession) -> ReceiveProgress {
        let firstMark = session.recorder.trace.startup.firstMark
        let stage: ReceiveProgress.Stage =
            switch phase {
            case .starting: .connecting
            case .unmarked: .searching
            case .measuring: .measuring
            case .draining, .ended: .draining
            }
        return ReceiveProgress(
            stage: stage,
            elapsed: firstMark.map { clock.now() - $0 } ?? .zero,
            total: settings.duration ?? (session.isLive ? ReceiveSettings.liveDuration : nil),
            tally: session.counted,
            scoredEvery: session.scoring?.everyN
        )
    }
}
