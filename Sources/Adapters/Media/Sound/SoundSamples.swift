public import LabModel

/// Decoded sound: the mean of its channels.
public struct SoundSamples: Sendable {
    /// When the first sample is presented, on the stream's own clock.
    public var time: Latency
    /// Samples a second.
    public var sampleRate: Int
    /// From −1 to 1.
    public var samples: [Float]
}
