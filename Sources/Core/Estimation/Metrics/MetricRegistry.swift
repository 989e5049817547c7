/// Every metric of a summary: a new one is one more row here, its file and its test.
enum MetricRegistry {
    static let metrics: [any Metric.Type] = [
        RunLength.self,
        FrameCounts.self,
        FrameDelay.self,
        ArrivalDelay.self,
        SignalDelays.self,
        PlayoutDelays.self,
        HeldBackFrames.self,
        ClockFacts.self,
        StreamerFacts.self,
        ReceiverFacts.self,
        FrameRates.self,
        Freezes.self,
        Stalls.self,
        StreamStopped.self,
        ReconnectGaps.self,
        StartupTimes.self,
        JoinTimes.self,
        Jitter.self,
        Drift.self,
        Bitrate.self,
        ImportedDecibels.self,
    ]
}
